#!/bin/sh
# Trains the published network (6000 calls, batch 32) in ichnite and in Keras, by turns, and prints
# both medians and their ratio. By turns, because the speed of a shared machine drifts.
#   bench/train_side_by_side.sh [--rounds 3] [--steps 6] [--threads 2] [--length 6000] [--batch 32]
# Each run is kept as one line of JSON in bench/runs/train_side_by_side.jsonl.
set -eu
rounds=3 steps=6 length=6000 batch=32
threads=$(getconf _NPROCESSORS_ONLN)
while [ $# -gt 0 ]; do
  [ $# -ge 2 ] || { echo "expected a number after $1" >&2; exit 2; }
  case $1 in
    --rounds) rounds=$2 ;;
    --steps) steps=$2 ;;
    --threads) threads=$2 ;;
    --length) length=$2 ;;
    --batch) batch=$2 ;;
    *) echo "unknown option $1; there are --rounds --steps --threads --length --batch" >&2; exit 2 ;;
  esac
  shift 2
done

bench=$(cd "$(dirname "$0")" && pwd)
root=$(dirname "$bench")
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
cd "$root"
"$bench/peers" keras_train.py --help > /dev/null # makes the environment, which is not to be timed
./mvnw -q -pl bench -am package -DskipTests
jar=app/target/ichnite.jar
results=$bench/runs/train_side_by_side.jsonl
mkdir -p "$bench/runs"
: > "$results.part"

i=1
while [ "$i" -le "$rounds" ]; do
  echo "round $i of $rounds: ichnite" >&2
  "$java" --add-modules jdk.incubator.vector -cp "bench/target/classes:$jar" io.ichnite.bench.TrainStep \
    --length "$length" --batch "$batch" --steps "$steps" --threads "$threads" \
    2> "$bench/runs/ichnite.log" > "$bench/runs/ichnite.json" \
    || { cat "$bench/runs/ichnite.log" >&2; exit 1; }
  echo "round $i of $rounds: Keras" >&2
  "$bench/peers" keras_train.py \
    --length "$length" --batch "$batch" --steps "$steps" --threads "$threads" \
    2> "$bench/runs/keras.log" > "$bench/runs/keras.json" \
    || { cat "$bench/runs/keras.log" >&2; exit 1; }
  for side in ichnite keras; do
    # the figures are the last line of what a side prints
    printf '{"side": "%s", "run": %s}\n' "$side" "$(tail -n 1 "$bench/runs/$side.json")" >> "$results.part"
  done
  i=$((i + 1))
done
mv "$results.part" "$results"
exec "$bench/peers" medians.py "$results"
