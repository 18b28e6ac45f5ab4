#!/bin/sh
# Builds the package from copies of these sources in different places, with another time zone, language and umask, and
# compares the archives byte by byte. Either umask lets everybody read; one that does not would stay in the modes of the
# files inside the EAR. Needs Maven with its libraries at hand, but not Maven's -o: the list of components is made on line
# only. Some minutes for each build.
#   sh dist/reproducible.sh                   two builds
#   sh dist/reproducible.sh --against FILE    one build, compared with a package that these sources gave before
set -eu
source=$(cd "$(dirname "$0")/.." && pwd -P)
against=
if [ "${1:-}" = --against ]; then
    against=$(cd "$(dirname "$2")" && pwd -P)/$(basename "$2")
    [ -f "$against" ] || { echo "no package $against" >&2; exit 2; }
    shift 2
fi
work=${1:-$(mktemp -d)}
build() {
    mkdir -p "$work/$1"
    (cd "$source" && git ls-files -z --cached --others --exclude-standard | tar cf - --null -T -) | tar xf - -C "$work/$1"
    (cd "$work/$1" && ${MVN:-mvn} -q -B package -DskipTests -pl dist -am)
    sha256sum "$work/$1"/dist/target/*.tar.gz
}
if [ -z "$against" ]; then
    (umask 022 && TZ=UTC LC_ALL=C build one)
    against=$(ls "$work"/one/dist/target/*.tar.gz)
fi
(umask 002 && TZ=Asia/Shanghai LC_ALL=C.UTF-8 build "another/place")
other=$(ls "$work"/another/place/dist/target/*.tar.gz)
if cmp "$against" "$other"; then
    echo "identical"
else
    tar xzOf "$against" --wildcards '*/SHA256SUMS' > "$work/sums"
    tar xzOf "$other" --wildcards '*/SHA256SUMS' > "$work/sums.other"
    diff "$work/sums" "$work/sums.other"
    exit 1
fi
