"""RabbitMQ's files: definitions, and the broker's settings.

In: a case's `rabbitmq/`. Out: findings, by themselves and beside the objects that run the broker.
No broker is started.
"""
