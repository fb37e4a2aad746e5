#!/bin/sh
# In the repository `environments`: write an image's digest into an environment, as one commit.
#   sh ci/set-image.sh apps/order/production sha256:… "message"
set -eu
folder=$1 digest=$2 message=$3
case $digest in
  sha256:*) ;;
  *) echo "no digest: $digest" >&2; exit 2 ;;
esac
hash=${digest#sha256:}
case $hash in
  *[!0-9a-f]*) echo "no digest: $digest" >&2; exit 2 ;;
esac
[ ${#hash} -eq 64 ] || { echo "no digest: $digest" >&2; exit 2; }
file=$folder/kustomization.yaml
[ "$(grep -c '^ *digest: sha256:' "$file")" -eq 1 ] || { echo "$file names not one digest" >&2; exit 2; }
sed "s/^\( *digest: \)sha256:[0-9a-f]*/\1$digest/" "$file" > "$file.new" # step 3
mv "$file.new" "$file"
if git diff --quiet -- "$file"; then
  echo "$file has it already"
  exit 0
fi
git -c user.name=order-ci -c user.email=order-ci@example.com commit --quiet --message "$message" -- "$file"
