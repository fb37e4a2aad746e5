"""Decision records of teams that cite a catalog: checked, accepted again, begun, and listed by what they decide on.

In: records of other repositories, and a catalog as machines read it. Out: findings, records, and an index of them.
It knows neither YAML catalogs nor pages, and imports nothing that takes time before it is needed.

Its modules, in the order of the data; each imports only from those above it.

    formats.document            a record as its format has it: blocks, links, fields, comments
    formats.told_in_code        what stands in the place of code: a sign, or a word
    formats.files               files of records: found, and read as text with places
    formats.front_matter        the YAML at a file's top
    formats.html_links          links in HTML that stands in Markdown
    formats.html_text           the text of other HTML there, block by block
    formats.html_tables         tables of HTML there, cell by cell
    formats.markdown_parser     markdown-it, which notes where each link stands
    formats.markdown            Markdown → a document
    formats.asciidoc_inline     the links in a block of AsciiDoc
    formats.asciidoc            AsciiDoc → a document
    formats.rst_fields          the fields of reStructuredText
    formats.rst                 reStructuredText → a document
    language.words              the words by which records are read, a table for each language
    language.rejected_after     whether what follows a link denies it: *A, which we decided against*
    language.reversal           what turns a denial round: *we see no reason not to use A*
    language.cues_before        what changes in a sentence how its links are meant
    language.governed           what a link depends on: *the price of A*
    language.bracketed          whether a bracket names what is done: *services share nothing (A)*
    language.negation_before    which links a sentence denies: *we will not use A*
    language.verb_endings       what a verb's ending says: denied, asked, supposed
    language.verdict_beside     what stands beside a link and denies it: *却下：A*
    language.purpose_after      whether a word denies what an entry is used against: *Aで二重登録を避ける*
    language.negation_after     … and in the other order: *Aは採用しない*
    language.clause_verbs       the verbs of a clause: where one begins, whether it is of the past
    language.appraisal          whether a clause only tells of an entry: *A was attractive*
    language.appraisal_after    … and in the other order: *Aは学習コストが高い*
    language.anaphora           which of two entries a later word means: *we chose the latter*
    language.tallied            which of several entries a tally puts first: *A got five votes, B two*
    language.pointed_at         what a sentence only points at, or recalls: *see A for background*
    language.replacement        whether a sentence says what takes the place of what is there: *Today A. We move to B.*
    language.unwrapped          a text whose sentences run on over its lines, in one line
    language.verdict_sentences  verdicts that stand alone: *rejected*, *Dropped: A*, *the proposal was turned down*
    language.link_phrase        a link with what belongs to its name: quotes, a bracket, the noun of its kind
    language.sentences          which links of a text its sentences choose
    record.labels               what in a block may be a label
    record.status               the status that a record gives itself
    record.status_line          whether a text is a status and nothing else
    record.stretch              a stretch of text that has one role, with its links
    record.layouts              what the parts of a document are: status, outcome, options …
    record.ticked               which lines are ticked
    record.verdicts             which rows of tables say no
    record.picked               which options are marked as the choice, where nothing else tells it
    record.outcome              which links an outcome chooses, over its lists and tables
    record.several              the decisions of a file that holds more than one
    record.record               a decision record: what is judged
    record.understand           a file → a record
    inputs.addresses            an address, taken apart
    inputs.toml_places          where keys and values stand in TOML
    inputs.no_toml              why a file is none
    inputs.settings             what a project says about its records
    inputs.reference            a catalog as the checker asks it
    inputs.sources              the catalog: out of a file, of this package, of a site
    inputs.since                which files a branch changes, by git
    checking.findings           what is said of one place, and what would mend it
    checking.at_once            many files understood, on all processors
    checking.gather             paths → records
    checking.merged             what became of an entry that is part of another one now
    checking.judge              one citation held against the catalog
    checking.scope              what the records of one scope choose together
    checking.check              records held against the catalog and one another
    checking.fix                what is certain put right in a text
    checking.repinned           what a citation is to be pinned to after a review
    checking.accept             citations pinned anew
    checking.summary            who must look again, and why
    checking.explain            what a rule asks for
    new_record.naming           names of a folder's records, and the number that comes next
    new_record.record_words     what a new record says in each language
    new_record.habits           where a team's records lie, and what they look like already
    new_record.numbering        a new record's file, safe where several are made at once
    new_record.subject          what a record decides about, as the catalog has it
    new_record.record_text      … as a record's text: MADR, Nygard
    new_record.record_formats   … and in the format of the folder's other records
    new_record.new              all of these in one call
    verbs.context               what every verb about records needs
    verbs.run_check             `patternloom adr check`
    verbs.run_accept            `patternloom adr accept`
    verbs.particulars           a record's title and day
    verbs.index                 which record decides on what
    verbs.run_new               `patternloom adr new`
    verbs.run_index             `patternloom adr index`
    command                     the verbs of `patternloom adr` and their options
"""
