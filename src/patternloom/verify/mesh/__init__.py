"""Who may talk to whom: NetworkPolicies and Istio's policies against the flows that are drawn.

In: a case's policies, and its drawn flows. Out: findings: what is drawn and refused, what is not drawn and let in.
A kind of policy or a field that the evaluators do not know is a finding, never a guess.
"""
