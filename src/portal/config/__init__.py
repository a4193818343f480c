"""How the portal is set up."""
