#!/bin/sh
# Was it ever seen? The whole story of files of bytes, on a corpus of dated programs for Windows: MalConv learns which toolchain
# made them from those of until 2020, its layers 7 and 8 become features, detectors learn what is familiar, and the years that
# follow show what becomes of both.
#
#   examples/never-seen.sh [CORPUS.tar.zst [FOLDER]]
#
# CORPUS   dataset.csv (name,label,first_seen), ood.csv (name,kind), meta.csv (sha256,…,source,coord,…) and dataset/, packed;
#          default: ../shared/data/pe/pe.tar.zst beside the checkout. Needs tar and zstd.
# FOLDER   gets all that is made (default: never-seen); what is there already is not made again.
#
# Environment: EPOCHS of the training (default 30), COMPARE_EPOCHS of each training that leaves a class out (default 6),
# SEED (default 1).
set -eu

root=$(cd "$(dirname "$0")/.." && pwd)
corpus=${1:-$root/../shared/data/pe/pe.tar.zst}
work=${2:-never-seen}
until=2020
seed=${SEED:-1}
ichnite() { "$root/ichnite" "$@"; }
say() { printf '\n== %s\n' "$*"; }

[ -f "$corpus" ] || { echo "never-seen.sh: $corpus is missing" >&2; exit 2; }
mkdir -p "$work"

# ---- the files, and the tables beside them ---------------------------------------------------------------------------

if [ ! -f "$work/pe/far.csv" ]; then
    say "unpacking $corpus"
    mkdir -p "$work/pe"
    tar --zstd -C "$work/pe" -xf "$corpus"
fi

# A project is what a published package is of, whatever its version, platform or packager:
#   pypi    the part of a wheel's name before the first '-', in small letters; pypiwin32 is an older name of pywin32
#   maven   the artifact
#   debian  the source package: the part before the first '_', and of mono and wine without what is split off
#   npm     the package without scope, version and platform; all of them are esbuild
awk -F, '
    NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; print "name,project"; next }
    {
        coord = $at["coord"]
        if ($at["source"] == "pypi") { split(coord, part, "-"); project = tolower(part[1]) }
        else if ($at["source"] == "maven") { split(coord, part, ":"); project = part[2] }
        else if ($at["source"] == "debian") { split(coord, part, "_"); project = part[1] }
        else { project = "esbuild" }
        if (project == "pypiwin32") project = "pywin32"
        if (project ~ /^mono-/) project = "mono"
        if (project ~ /^libwine/) project = "wine"
        print "dataset/" $at["sha256"] ".bin," project
    }' "$work/pe/meta.csv" >"$work/pe/groups.csv"

# The years of the training, and those that follow; unfamiliar programs that are near, and files that are far.
# A text is compared with a text: YYYY-MM-DD hh:mm:ss sorts as time does.
awk -F, -v until="$until" 'NR == 1 || substr($3, 1, length(until)) <= until' "$work/pe/dataset.csv" >"$work/pe/past.csv"
awk -F, -v until="$until" 'NR == 1 || substr($3, 1, length(until)) > until' "$work/pe/dataset.csv" >"$work/pe/later.csv"
# Of the past every fifth file is kept from everything: known, but neither the network nor a detector has met it.
awk 'NR == 1 || NR % 5 != 0' "$work/pe/past.csv" >"$work/pe/learn.csv"
awk 'NR == 1 || NR % 5 == 0' "$work/pe/past.csv" >"$work/pe/known.csv"
awk -F, 'NR == 1 { print "name"; next } $2 ~ /^pe_/ && !seen[$1]++ { print $1 }' "$work/pe/ood.csv" >"$work/pe/near.csv"
awk -F, 'NR == 1 { print "name"; next } $2 !~ /^pe_/ && !seen[$1]++ { print $1 }' "$work/pe/ood.csv" >"$work/pe/far.csv"
wc -l "$work"/pe/learn.csv "$work"/pe/known.csv "$work"/pe/later.csv "$work"/pe/near.csv "$work"/pe/far.csv

# ---- does: a network learns what a file is ---------------------------------------------------------------------------

if [ ! -f "$work/malconv.ichnite" ]; then
    say "training on files first seen until $until"
    ichnite train "$work/pe/learn.csv" -o "$work/malconv.ichnite" --network malconv \
        --train-until "$until" --validation 0.2 --class-weights balanced \
        --epochs "${EPOCHS:-30}" --batch 16 --learning-rate 1e-3 --optimizer adam --early-stopping 6 --seed "$seed"
fi

say "files of the same years that it has not met"
ichnite evaluate "$work/malconv.ichnite" "$work/pe/known.csv" --group "$work/pe/groups.csv:project" -o "$work/evaluation-known"

say "the years that follow, as a whole"
ichnite evaluate "$work/malconv.ichnite" "$work/pe/later.csv" --group "$work/pe/groups.csv:project" -o "$work/evaluation"

# ---- never seen: what its layers say ---------------------------------------------------------------------------------

for part in learn known later near far; do
    [ -f "$work/features/$part/head.npz" ] ||
        ichnite features "$work/malconv.ichnite" "$work/pe/$part.csv" --layers 7,8 -o "$work/features/$part"
done

mkdir -p "$work/scores"
for layer in 7 8; do
    say "layer $layer: one detector after another; known files and those of later years, against near and far ones"
    for detector in mahalanobis relative normalised knn energy msp; do
        kept="$work/detectors/$detector-$layer"
        mkdir -p "$work/detectors"
        ichnite novelty fit "$work/features/learn" --layers "$layer" -o "$kept" --detector "$detector" --seed "$seed"
        for part in learn known later near far; do
            ichnite novelty score "$kept" "$work/features/$part" -o "$work/scores/$detector-$layer-$part.npy"
        done
        for familiar in known later; do
            for novel in near far; do
                printf '%s, layer %s, %s against %s: ' "$detector" "$layer" "$familiar" "$novel"
                ichnite novelty evaluate --json --known "$work/scores/$detector-$layer-$familiar.npy" \
                    --novel "$work/scores/$detector-$layer-$novel.npy"
            done
        done
    done
done

say "both layers, combined by logistic regression on files that no detector was fitted on; near ones are its novel ones"
ichnite novelty fit "$work/features/learn" -o "$work/detectors/combined" --layers 7,8 --combine logistic \
    --novel "$work/features/near" --seed "$seed"
for part in known far; do
    ichnite novelty score "$work/detectors/combined" "$work/features/$part" -o "$work/scores/combined-$part.npy"
done
ichnite novelty evaluate --known "$work/scores/combined-known.npy" --novel "$work/scores/combined-far.npy"

# Two classes left out at once would leave too few projects to deal into folds, so a class's detector is chosen on the runs that leave
# another one out.
say "which detector: each class left out in turn, on the files until $until"
ichnite novelty compare "$work/pe/past.csv" -o "$work/compare" --network malconv --choose single \
    --group "$work/pe/groups.csv:project" --epochs "${COMPARE_EPOCHS:-6}" --batch 16 --learning-rate 1e-3 --optimizer adam --class-weights balanced --seed "$seed"

# ---- drift -----------------------------------------------------------------------------------------------------------

say "year by year"
ichnite drift "$work/malconv.ichnite" "$work/pe/dataset.csv" --train-until "$until" --bucket 2022,2024,2026 \
    --novel "$work/pe/far.csv" --group "$work/pe/groups.csv:project" -o "$work/drift"

say "done: $work/drift/report.html, $work/evaluation, $work/scores"
