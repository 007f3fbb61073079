"""What can be tested of every finished page by a program, used by the tests and by `make audit`,
which writes down the result."""
