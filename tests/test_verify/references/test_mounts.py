"""What containers expect in the files that are mounted into them is there."""

from __future__ import annotations

from checked import holding, told

from patternloom.verify.references.mounts import mount_findings

OBJECTS = """\
apiVersion: v1
kind: Pod
metadata: {name: a, namespace: shop}
spec:
  volumes:
    - {name: settings, configMap: {name: settings}}
    - {name: chosen, configMap: {name: settings, items: [{key: a.conf, path: b.conf}]}}
    - {name: unknown, secret: {secretName: unknown}}
    - {name: scratch, emptyDir: {}}
    - {name: both, projected: {sources: [{configMap: {name: settings}}, {secret: {name: keys}}]}}
  containers:
    - name: a
      command: [run, --config=/etc/a/a.conf, /etc/a/z.conf, /usr/bin/x]
      args: [/etc/b/a.conf, /etc/b/b.conf, /secret/z, /tmp/z, /both/key, /both/z]
      env: [{name: A, value: "/etc/one/a.conf:/etc/one/z.conf"}, {name: B, valueFrom: {}}]
      volumeMounts:
        - {name: settings, mountPath: /etc/a/}
        - {name: chosen, mountPath: /etc/b}
        - {name: unknown, mountPath: /secret}
        - {name: scratch, mountPath: /tmp}
        - {name: both, mountPath: /both}
        - {name: settings, mountPath: /etc/one/a.conf, subPath: a.conf}
---
apiVersion: v1
kind: ConfigMap
metadata: {name: policies, namespace: shop}
data:
  a.rego: |
    package shop
    allow if data.roles[input.role]
    deny if data.regions
    more if data.shop.allow
  data.json: '{"roles": {}}'
  wrong.json: '{'
"""
KEYS = {"settings": {"a.conf"}, "keys": {"key"}, "unknown": None}
SAID = [
    "ConfigMap/shop/policies: a.rego reads data.regions, which no file beside it holds [reference]",
    "ConfigMap/shop/policies: wrong.json is no JSON [reference]",
    "Pod/shop/a: /both/z: no file of that name is mounted at /both [reference]",
    "Pod/shop/a: /etc/a/z.conf: no file of that name is mounted at /etc/a [reference]",
    "Pod/shop/a: /etc/b/a.conf: no file of that name is mounted at /etc/b [reference]",
]


def test_each_file_that_is_not_mounted_is_found() -> None:
    """What nobody can know the keys of is taken on trust, and paths inside an image too."""
    assert told(mount_findings(holding(OBJECTS), lambda kind, namespace, name: KEYS[name])) == SAID
