"""The portal: the public site, plan by plan."""
