"""Decision records of teams that cite a catalog: checked, accepted again, begun, and listed by what they decide on.

In: records of other repositories, and a catalog as machines read it. Out: findings, records, and an index of them.
It knows neither YAML catalogs nor pages, and imports nothing that takes time before it is needed.

Its modules, in the order of the data; each imports only from those above it.

    words            the words by which records are read, a table for each language
    document         a record as its format has it: blocks, links, fields, comments
    told_in_code     what stands in the place of code: a sign, or a word
    files            files of records: found, and read as text with places
    front_matter     the YAML at a file's top
    html_links       links in HTML that stands in Markdown
    html_text        the text of other HTML there, block by block
    html_tables      tables of HTML there, cell by cell
    markdown_parser  markdown-it, which notes where each link stands
    markdown         Markdown → a document
    asciidoc_inline  the links in a block of AsciiDoc
    asciidoc         AsciiDoc → a document
    rst_fields       the fields of reStructuredText
    rst              reStructuredText → a document
    labels           what in a block may be a label
    status           the status that a record gives itself
    status_line      whether a text is a status and nothing else
    layouts          what the parts of a document are: status, outcome, options …
    told_after       whether what follows a link denies it: *A, which we decided against*
    turned_round     what turns a denial round: *we see no reason not to use A*
    events_before    what changes in a sentence how its links are meant
    governed         what a link depends on: *the price of A*
    denied_before    which links a sentence denies: *we will not use A*
    verb_endings     what a verb's ending says: denied, asked, supposed
    beside_after     what stands beside a link and denies it: *却下：A*
    means_after      whether a word denies what an entry is used against: *Aで二重登録を避ける*
    denied_after     … and in the other order: *Aは採用しない*
    weighed          whether a clause only tells of an entry: *A was attractive*
    weighed_after    … and in the other order: *Aは学習コストが高い*
    of_two           which of two entries a later word means: *we chose the latter*
    outlived         whether a sentence says what takes the place of what is there: *Today A. We move to B.*
    unwrapped        a text whose sentences run on over its lines, in one line
    told_alone       verdicts that stand by themselves: *rejected*, *Dropped: A*, *the proposal was turned down*
    widened          a link with what belongs to its name: quotes, a bracket, the noun of its kind
    sentences        which links of a text its sentences choose
    ticked           which lines are ticked
    verdicts         which rows of tables say no
    picked           which options are marked as the choice, where nothing else tells it
    outcome          which links an outcome chooses, over its lists and tables
    several          the decisions of a file that holds more than one
    record           a decision record: what is judged
    understand       a file → a record
    addresses        an address, taken apart
    toml_places      where keys and values stand in TOML
    no_toml          why a file is none
    settings         what a project says about its records
    reference        a catalog as the checker asks it
    findings         what is said of one place, and what would mend it
    gather           paths → records
    merged           what became of an entry that is part of another one now
    judge            one citation held against the catalog
    scope            what the records of one scope choose together
    check            records held against the catalog and one another
    fix              what is certain put right in a text
    repinned         what a citation is to be pinned to after a review
    accept           citations pinned anew
    sources          the catalog: out of a file, of this package, of a site
    since            which files a branch changes, by git
    summary          who must look again, and why
    explain          what a rule asks for
    naming           names of a folder's records, and the number that comes next
    numbering        a new record's file, safe where several are made at once
    record_words     what a new record says in each language
    habits           where a team's records lie, and what they look like already
    subject          what a record decides about, as the catalog has it
    record_text      … as a record's text: MADR, Nygard
    record_formats   … and in the format of the folder's other records
    new              all of these in one call
    context          what every verb about records needs
    run_check        `patternloom adr check`
    run_accept       `patternloom adr accept`
    particulars      a record's title and day
    index            which record decides on what
    run_new          `patternloom adr new`
    run_index        `patternloom adr index`
    command          the verbs of `patternloom adr` and their options
"""
