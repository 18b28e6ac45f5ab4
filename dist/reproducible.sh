#!/bin/sh
# Builds the package twice, from copies of these sources in different places, with another time zone, language and
# umask, and compares the archives byte by byte. Needs Maven with its libraries at hand; some minutes.
set -eu
source=$(cd "$(dirname "$0")/.." && pwd -P)
work=${1:-$(mktemp -d)}
build() {
    mkdir -p "$work/$1"
    (cd "$source" && git ls-files -z --cached --others --exclude-standard | tar cf - --null -T -) | tar xf - -C "$work/$1"
    (cd "$work/$1" && ${MVN:-mvn} -q -B -o package -DskipTests -pl dist -am)
    sha256sum "$work/$1"/dist/target/*.tar.gz
}
(umask 022 && TZ=UTC LC_ALL=C build one)
(umask 077 && TZ=Asia/Shanghai LC_ALL=C.UTF-8 build "another/place")
if cmp "$work"/one/dist/target/*.tar.gz "$work"/another/place/dist/target/*.tar.gz; then
    echo "identical"
else
    for d in one another/place; do (cd "$work/$d" && tar xzOf dist/target/*.tar.gz --wildcards '*/SHA256SUMS' > sums); done
    diff "$work/one/sums" "$work/another/place/sums"
    exit 1
fi
