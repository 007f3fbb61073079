"""What the site's keepers should see to: facts that are unconfirmed, old or missing. They are no
faults and stop nothing."""
