"""Jurisdictions (地区) and units (责任单位), alone and in groups: whose plans these are, and who works on them."""
