"""Real servers and engines on loopback, which judge an example's files by running them.

In: a case's nginx configurations, iptables rules and Rego policies. Out: findings; and ways to run a server, for tests.
Nothing listens on another address, and all that was started is ended.
"""
