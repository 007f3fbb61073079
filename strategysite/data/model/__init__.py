"""What the data files hold, as frozen types. One module a file; `common` has what they share."""
