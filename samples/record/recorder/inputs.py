"""Makes a run's input files: small texts in several languages, tables, pictures and plain bytes, from a seed."""

import json
import os
import struct
import zlib

from .words import WORDS


def _prose(r, n):
    return "".join(" ".join(r.choices(WORDS, k=r.randint(4, 11))).capitalize() + r.choice([".\n", ". ", "?\n"])
                   for _ in range(n))


def _python(r, n):
    return "import os, sys\n" + "".join(
        f"\ndef {r.choice(WORDS)}{i}(left,right = {r.randint(0, 50)}):\n    total=left*{r.randint(2, 9)}\n"
        f"    if total>right: return [total , right]\n    return os.sep\n" for i in range(n))


def _c(r, n):
    return "#include <stdio.h>\n" + "".join(
        f"static int {r.choice(WORDS)}_{i}(int n)\n{{ int s = {r.randint(0, 9)}; while (n-->0) s+=n;\n\treturn s;}}\n"
        for i in range(n)) + "int main(void) { puts(\"x\"); return 0; }\n"


def _javascript(r, n):
    return "".join(f"export const {r.choice(WORDS)}{i} = (a,b)=>{{ let t = {r.randint(1, 99)}\n"
                   f"  if(a!==b) return [t,...a]; return {{a , b}} }}\n" for i in range(n))


def _go(r, n):
    return "package main\n\nimport \"fmt\"\n\nfunc main() { fmt.Println(1) }\n" + "".join(
        f"func {r.choice(WORDS)}{i}(n int) int {{\nfor i:=0;i<n;i++ {{ fmt.Println( i ) }}\nreturn {i} }}\n"
        for i in range(n))


def _json(r, n):
    return json.dumps([{"id": i, "name": r.choice(WORDS), "parts": r.sample(range(99), 3)} for i in range(n)])


def _toml(r, n):
    return "".join(f"[{r.choice(WORDS)}.t{i}]\nsize={r.randint(1, 99)}\nname  = '{r.choice(WORDS)}'\n" for i in range(n))


def _yaml(r, n):
    return "".join(f"item{i}:\n    name:   {r.choice(WORDS)}\n    sizes: [ {r.randint(1, 9)},2 ]\n" for i in range(n))


def _csv(r, n):
    return "id,name,size\n" + "".join(f"{i},{r.choice(WORDS)},{r.randint(1, 9999)}\n" for i in range(n))


def _shell(r, n):
    return "#!/bin/sh\n" + "".join(f"if [ $a = {i} ]\nthen\n  echo {r.choice(WORDS)};fi\n" for i in range(n))


def _html(r, n):
    return "<!doctype html><title>t</title><body>" + "".join(
        f"<p class={r.choice(WORDS)}>{_prose(r, 1)}<br></p>" for _ in range(n)) + "</body>"


def _css(r, n):
    return "".join(f".{r.choice(WORDS)}{i} {{ color:#{r.randint(0, 0xffffff):06x}; margin : {r.randint(0, 9)}px }}\n"
                   for i in range(n))


def _sql(r, n):
    return "create table t (id int, name text);\n" + "".join(
        f"insert into t values ({i}, '{r.choice(WORDS)}');\n" for i in range(n)) + "select count(*) from t;\n"


def _proto(r, n):
    return "syntax = \"proto3\";\npackage sample;\n" + "".join(
        f"message M{i} {{ string {r.choice(WORDS)} = 1;  int32 size=2; }}\n" for i in range(n))


def _svg(r, n):
    return '<svg xmlns="http://www.w3.org/2000/svg" width="90" height="90">' + "".join(
        f'<circle cx="{r.randint(0, 90)}" cy="{r.randint(0, 90)}" r="{r.randint(1, 30)}" fill="#{r.randint(0, 0xffffff):06x}"/>'
        for _ in range(n)) + "</svg>"


def _png(r, n):
    side = 8 + n
    rows = b"".join(b"\0" + bytes(r.choices(range(256), k=4)) * (side * 3 // 4 + 1) for _ in range(side))
    lines = b"".join(rows[i * (len(rows) // side):][:1 + side * 3] for i in range(side))

    def chunk(kind, body):
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0))
            + chunk(b"IDAT", zlib.compress(lines)) + chunk(b"IEND", b""))


def _bmp(r, n):
    side = 8 + n // 4 * 4
    pixels = r.randbytes(side * 3) * side
    return (b"BM" + struct.pack("<IHHI", 54 + len(pixels), 0, 0, 54)
            + struct.pack("<IiiHHIIiiII", 40, side, side, 1, 24, 0, len(pixels), 2835, 2835, 0, 0) + pixels)


def _wav(r, n):
    body = r.randbytes(400) * n
    return b"RIFF" + struct.pack("<I", 36 + len(body)) + b"WAVEfmt " + struct.pack(
        "<IHHIIHH", 16, 1, 1, 8000, 8000, 1, 8) + b"data" + struct.pack("<I", len(body)) + body


MAKERS = {"txt": _prose, "md": lambda r, n: "# Title\n\n" + _prose(r, n), "py": _python, "c": _c, "js": _javascript,
          "ts": _javascript, "go": _go, "json": _json, "toml": _toml, "yml": _yaml, "csv": _csv, "sh": _shell,
          "html": _html, "css": _css, "sql": _sql, "proto": _proto, "svg": _svg, "png": _png, "bmp": _bmp,
          "wav": _wav, "bin": lambda r, n: r.randbytes(n * r.randint(40, 800))}


def make(random, work):
    """Fills `work`/in, and makes `work`/out; returns the files' paths below `work`, with '/'."""
    folders = ["in"] + [f"in/{w}" for w in random.sample(WORDS, random.randint(0, 4))]
    if len(folders) > 1 and random.random() < .5:
        folders.append(folders[1] + "/deeper")
    for folder in folders + ["out"]:
        os.makedirs(os.path.join(work, folder), exist_ok=True)
    files = []

    def put(name, ending, size):
        made = MAKERS[ending](random, size)
        with open(os.path.join(work, name), "xb") as stream:
            stream.write(made.encode() if isinstance(made, str) else made)
        files.append(name)

    for ending in MAKERS:
        put(f"in/main.{ending}", ending, random.randint(2, 60))
    for number in range(random.randint(2, 24)):
        ending = random.choice(list(MAKERS))
        put(f"{random.choice(folders)}/part{number}.{ending}", ending, random.randint(1, 110))
    return files
