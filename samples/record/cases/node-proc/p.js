const { spawnSync, spawn } = require('child_process');
for (let i = 0; i < @{n:1:3}; i++) spawnSync('@{pick:hostname|whoami}.exe');
spawn('cmd.exe', ['/c', '@{pick:ver|set|echo x}'], { stdio: 'ignore' });
