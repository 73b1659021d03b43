const fs = require('fs'), zlib = require('zlib');
for (const f of fs.readdirSync('in').filter(f => fs.statSync('in/' + f).isFile()).slice(0, @{n:2:12})) {
  const packed = zlib.@{pick:gzipSync|deflateSync|brotliCompressSync}(fs.readFileSync('in/' + f));
  fs.writeFileSync('out/' + f + '.z', packed);
}
