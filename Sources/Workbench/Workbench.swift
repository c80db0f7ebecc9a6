/// Workbench.
