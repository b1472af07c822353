"""Six agents that deploy the todo assistant, watch it and take it away."""
