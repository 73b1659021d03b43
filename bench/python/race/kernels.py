def measure(options, folder, facts): pass
