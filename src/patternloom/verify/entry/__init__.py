"""The ways into the cluster from outside: load balancers, the pods behind them, and who checks the callers.

In: a case. Out: findings: requests that a rollout loses, a proxy that trusts too many, callers whom nobody checks.
No load balancer is asked: what is judged is what its controller is told.
"""
