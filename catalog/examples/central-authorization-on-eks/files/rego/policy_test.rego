# opa test rego/*.rego rego/*.json
package shop.authz_test

import data.shop.authz

test_own_order_is_allowed if { # step 8
	authz.allow with input as {"user": {"id": "u1", "roles": ["buyer"]}, "action": "order:read", "resource": {"owner": "u1"}}
}

test_foreign_order_is_refused if {
	not authz.allow with input as {"user": {"id": "u2", "roles": ["buyer"]}, "action": "order:read", "resource": {"owner": "u1"}}
}

# Two nulls are equal in Rego: without a line for it, whoever has no id would own what has no owner.
test_what_has_no_owner_is_nobodys if {
	not authz.allow with input as {"user": {"id": null, "roles": ["buyer"]}, "action": "order:read", "resource": {"owner": null}}
}

test_nothing_is_allowed_by_default if {
	authz.allow == false with input as {} # not merely undefined: a service takes that for no decision
}

# The table of requests: the names of those that are answered otherwise than expected.
wrong contains request.name if {
	some request in data.requests
	answer := authz.allow with input as request.input
	answer != request.allow
}

test_the_table_of_requests if { # step 8
	count(wrong) == 0
	count(data.requests) > 10
}
