const http = require('http');
const s = http.createServer((q, r) => r.end('@{word}')).listen(0, '127.0.0.1', () => {
  let left = @{n:2:9}; const one = () => http.get({ port: @{pick:@{port}|s.address().port}, host: '127.0.0.1' }, r => { r.resume(); r.on('end', () => --left ? one() : s.close()); });
  one(); });
