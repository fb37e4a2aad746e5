# Who may do what, for all services. Asked as: POST /v1/data/shop/authz/allow
# {"input": {"user": {"id", "roles", "region"}, "action": "order:read", "resource": {"owner", "region"}}}
package shop.authz

default allow := false # steps 3, 6

# A permission for everything, whoever owns it.
allow if { # step 3
	some role in input.user.roles
	some permission in data.roles[role]
	permission.action == input.action
	permission.on == "any"
}

# A permission for what is one's own.
allow if { # step 3
	some role in input.user.roles
	some permission in data.roles[role]
	permission.action == input.action
	permission.on == "own"
	not input.user.id == null # or it would equal the owner null
	input.resource.owner == input.user.id
}

# A permission for what belongs to one's region.
allow if { # step 3
	some role in input.user.roles
	some permission in data.roles[role]
	permission.action == input.action
	permission.on == "region"
	not input.user.region == null
	input.resource.region == input.user.region
}
