"""The plugin host: the hooks, and the manager that lets a failing plugin harm only itself."""
