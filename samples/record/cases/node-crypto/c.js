const fs = require('fs'), crypto = require('crypto');
const { publicKey, privateKey } = crypto.generateKeyPairSync('@{pick:ed25519|x25519|ed448}');
fs.writeFileSync('out/key', privateKey.export({ type: 'pkcs8', format: 'pem' }));
for (let i = 0; i < @{n:1:9}; i++) {
  const key = crypto.randomBytes(32), iv = crypto.randomBytes(16), c = crypto.createCipheriv('aes-256-ctr', key, iv);
  fs.writeFileSync('out/e' + i, c.update(fs.readFileSync('in/main.bin')));
  crypto.createHash('@{pick:sha256|sha512|sha1}').update(fs.readFileSync('in/main.txt')).digest('hex');
}
