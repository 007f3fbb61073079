"""What the site's keepers should see to: unconfirmed, old, missing. It stops nothing."""
