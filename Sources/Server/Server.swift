/// Server.
