"""The checks of design examples: `patternloom verify`.

In: a valid catalog, the files of its examples, a project's own schemas. Out: findings with their places, and which
checks did not run. It writes nothing but what it fetches with `--setup`, and knows no example, pattern or area of any
catalog: what a check applies to follows from the files that are there, by their paths.

    check             applies to                           needs
    kubernetes        k8s/*.yaml, Kustomize, Helm charts   the extra
    custom-resources  the same                             the extra, Node.js, npm's packages
    cross-references  the same
    pictures          every file
    policies          the same as kubernetes
    places            every picture
    entry             an Ingress of the class alb, a Service of the type LoadBalancer
    identity          the same as kubernetes, aws/
    prerequisites     every file
    security          the same as kubernetes, aws/
    cloudformation    aws/                                 the extra
    installers        istio/install.yaml, rabbitmq/rabbitmq.conf
    charts            Chart.yaml and what is beside it, sops/
    containers        Dockerfile, requirements.txt
    messaging         rabbitmq/topology.json
    contracts         proto/*.proto                        the extra
    statements        schema.sql, and the code beside it
    addresses         addresses/plan.json
    commands          `commands:` of the example           the extra
    operators         every file, and every sentence       the extra
    placeholders      `placeholders:` of the example
    rego              rego/*.rego                          the extra
    nginx             nginx/*.conf                         the extra, nginx
    iptables          iptables/*.rules                     iptables, a network namespace

Kustomizations need kubectl, charts Helm; so do the commands that are run.

Reading the modules in this order is following an example; each imports only from those above it.

    tools.programs               what is needed: is it here, which version, how to get it
    tools.npm                    npm's packages, which judge custom resources
    tools.models                 a package's models → JSON Schema
    tools.setup                  gets Node.js, its packages, kubectl and helm
    example.manifests            Kubernetes YAML → objects, strictly
    example.crds                 a project's own schemas of custom resources
    example.workloads            what runs pods, and how selectors select
    example.render               what Kustomize and Helm make of files
    example.case                 an example as a check takes it; a finding
    example.reading              catalog → cases
    example.told                 what words say in a form that can be looked up
    example.platform             which platform files are for
    aws.cloudformation           templates: read, and judged by cfn-lint
    aws.security                 what a review asks of templates
    aws.managed_policies         whether AWS has the policies that files name
    aws.addresses                the arithmetic of a plan of pod addresses
    kubernetes.fields            names, numbers and pods: what schemas leave open
    kubernetes.schemas           the schemas of the version that is named
    kubernetes.beyond            what projects ask beyond their schemas
    kubernetes.releases          releases newer than npm's schemas
    kubernetes.custom_resources  the projects' own schemas
    kubernetes.pods              what a review asks of pods
    kubernetes.security          the whole review, less what is waived
    references.known             what files, cluster and catalog have of a name
    references.selectors         what selects pods
    references.pods              what pods use
    references.mounts            files that containers expect
    references.secrets           issuers, stores, accounts
    references.gateway_api       objects of the Gateway API
    references.istio             objects of Istio
    references.rollouts          what Argo Rollouts steers
    references.arns              names of AWS
    references.cluster_names     names of Services in any text
    references.check             all of these
    picture.places               what stands in which box
    picture.objects              components and objects
    picture.story                picture and files tell one story
    mesh.requests                a request, as policies judge it
    mesh.drawn                   who is drawn to whom
    mesh.network                 NetworkPolicies
    mesh.rules                   one rule of an AuthorizationPolicy
    mesh.subset                  which fields the evaluators know
    mesh.authorization           AuthorizationPolicies and PeerAuthentications
    mesh.policies                network and mesh together
    mesh.callers                 who may be meant by an end that is no workload
    mesh.spoken                  flows that sentences speak of
    mesh.vpc_cni                 what the VPC CNI asks of policies
    mesh.flows                   drawn flows against the policies
    mesh.installer               what istioctl is told
    entry.ways_in                load balancers, and the pods behind them
    entry.draining               what a rollout loses
    entry.health                 how it asks for health
    entry.callers                who checks the callers
    entry.check                  all of these
    identity.roles               roles of service accounts
    identity.given               which container is given which secret
    identity.calls               calls against permissions
    identity.secrets             readers against secrets
    identity.trust               who may take which role
    identity.check               all of these
    prerequisites.provided       what an example has for others
    prerequisites.check          … and what others take
    packages.sops                SOPS files
    packages.charts              Helm charts
    packages.containers          Dockerfiles and lists of packages
    messaging.settings           RabbitMQ's settings
    messaging.topology           RabbitMQ's definitions
    code.contracts               .proto → descriptors
    code.generated               what code makes of a contract
    code.statements              tables and the statements on them
    code.rego_driver             asks the Rego engine, in a process of its own
    code.rego                    policies and their own tests
    operation.shell              lines of a shell → commands
    operation.descriptions       what tools say of themselves
    operation.answers            what comes back, held against what is said to
    operation.paths              which files there are when a command is typed
    operation.kubectl            kubectl's commands against the objects
    operation.aws                aws' commands against botocore's models
    operation.requests           curl's and grpcurl's requests
    operation.running            kustomize and helm template, run
    operation.late_roles         roles for pods that run already
    operation.commands           the blocks of commands
    operation.metrics            exporters' lists
    operation.alerts             alert rules
    operation.told               metrics, commands and ports in sentences
    operation.principals         users, roles and accounts in sentences
    operation.varieties          EKS Auto Mode against its list
    operation.signals            what tells of failures
    operation.placeholders       values to replace
    servers.running              servers on loopback, ended with the test
    servers.nginx                configurations in a real nginx
    servers.iptables_driver      loads rules, counts connections
    servers.iptables             an even spread
    wrong.making                 how a wrong version is made
    wrong.kubernetes             wrong objects
    wrong.custom_resources       wrong custom resources
    wrong.references             names that lead nowhere
    wrong.network                wrong NetworkPolicies, wrong flows
    wrong.mesh                   wrong policies of Istio
    wrong.words                  sentences that policies contradict
    wrong.places                 parts in the wrong box
    wrong.entry                  ways in that lose requests or let in too many
    wrong.identity               permissions and secrets that nobody uses
    wrong.prerequisites          promises that are not kept
    wrong.security               what a review would send back
    wrong.pictures               pictures that tell another story
    wrong.cloudformation         wrong templates
    checks                       every check, in one table
    places                       findings → problems with their places
    examine                      all checks on some examples
    command                      the verb
"""
