"""Patternloom: a typed catalog of design patterns, woven into a documentation site.

Reading the folders and modules in this order is following the data; each imports only from those above it.

    processes               work that another process does meanwhile
    problems.rules          every rule, its id and what it means
    problems.limits         every bound on what comes in
    problems.findings       what is wrong, and where: the findings that every step reports
    problems.reports        findings as text, JSON, GitHub annotations, SARIF, JUnit
    problems.streams        where reports are printed, closed and full ones too
    text.file_names         names that a file can have on every system
    text.letters            where each letter of a text stands in YAML
    text.blocks             what prose does not know
    text.prose              the little markup of catalog texts, as a tree
    text.noncharacters      signs that no text holds, and what each stands for
    text.escape             how a text is written for each place where it may land
    text.markdown_words     … and in Markdown that no HTML stands in
    text.forms              words not to use, found in texts
    text.quoting            a text as YAML takes it whole
    text.held               what a site engine need not read, marked
    text.minify             what nobody looks at, out of pages and scripts
    text.style_sheets       … and what no page can match, out of style sheets
    text.html_tags          tags of HTML, and what a reader of plain text makes of each
    text.markdown_tables    tables of HTML as Markdown has them
    text.markdown_tokens    signs, tags and listings of a page
    text.markdown_ends      … and where they end
    text.markdown_pieces    Markdown while it is written
    text.simple_html        links and code of a page as Markdown, all at once
    text.plain_markdown     … and a whole page with HTML in it as Markdown alone
    model.meant             what a value of a wrong form was likely meant for
    model.values            kinds of value that stand for themselves: id, date, address …
    model.addresses         … and addresses that are not written out
    model.refs              kinds of reference, and what ids there are
    model.named_in_prose    … and which of them prose names
    model.texts             plain text and prose, in every language
    model.lasting           what outlasts an edit: fields of the meaning, keys of statements
    model.entry             what every entry has
    model.cited             a work, and where in it something is said
    model.patterns          types: areas, groups, patterns and what is said of them
    model.technologies      types: technology, its categories, who runs it
    model.history           types: time lines, styles of architecture
    model.article           types: the article's own sections
    model.figures           types: pictures that are no tree
    model.bibliography      types: cited works, errata
    model.example_operations  types: what somebody who runs a design example needs of it
    model.example_notes     types: what a design example says beside its picture and files
    model.glossary          types: words, and the forms not to use for them
    model.examples          types: design examples
    model.releases          types: versions, and until when they are supported
    model.retired           types: entries that are gone
    model.kinds             what a YAML file may say: every kind of entry, and the settings
    model.schema            the model as JSON Schema, for editors
    reading.source          a file's values with positions
    reading.misread         texts that are valid YAML and yet not what they look like
    reading.yaml_failure    where the parser gave up, and what stands around it
    reading.yaml_lookalikes  what only looks like YAML
    reading.yaml_layout     lines that stand where they belong to nothing
    reading.yaml_brackets   lists and mappings in brackets that end at the wrong place
    reading.yaml_mistakes   … and what the mistake most likely is
    reading.yaml_values     the parser's events → values with positions
    reading.strict_yaml     YAML text → a source: all of these in one call
    reading.whole_file      files written whole or not at all
    reading.leftovers       what nobody meant to publish in files that are shown as they are
    reading.own_files       the folder of an example's own files, by its name or nearly so
    reading.folder          catalog folder → sources
    reading.defaults        what a project need not have, as it comes with us
    reading.marked_settings  what mkdocs.yml says, with positions
    reading.wrong_settings  … and what of it cannot be what was meant
    reading.configuration   mkdocs.yml → where the parts lie, and `nav:` with positions
    reading.raw_settings    … and all that it says, to be written again
    catalog.strings         the interface's words
    catalog.field_types     what the model says of a place in an entry
    catalog.misplaced       entries that stand in the list of another kind
    catalog.listed_languages  languages that are listed in place of others
    catalog.astray          … and where no list is, or in two files
    catalog.outline         what files say before entries are typed: languages, lists, ids
    catalog.meant_keys      keys that stand for others
    catalog.unknown_keys    … and keys that nothing has where they stand
    catalog.wording         what is wrong with an entry's types, in our words
    catalog.parse           sources → entries; every mistake of an entry by itself
    catalog.mentions        which ids an entry names, in fields and in prose
    catalog.local_ids       rules of ids inside one entry
    catalog.attachments     whose the files beside an entry are
    catalog.evidence        which checks ran on an example's files, and when
    catalog.check_entries   rules of one entry by itself
    catalog.check_notes     rules of what examples say beside their pictures
    catalog.check_examples  rules of design examples: picture, steps, files and evidence agree
    catalog.check_releases  rules of releases and the versions that examples name
    catalog.check_catalog   rules between entries
    catalog.check_forms     forms that terms say are not used
    catalog.load            catalog folder → valid catalog: everything up to here
    catalog.stats           how much there is, and on what it rests
    catalog.restated        where the sections of the source article are told
    catalog.graph           relations both ways, trees, order
    lock.record             what is known of an entry's past
    lock.fields             the values of a file of the lock, with their forms
    lock.read               the lock's folder → records
    lock.as_json            … as values of JSON, and back
    lock.meaning            an entry as plain data
    lock.keys               which keys statements get
    lock.insert             … written into files that people write
    lock.standing           entries beside their records
    lock.compare            what is not recorded yet
    lock.stale_translations  which translations are older than their originals
    lock.counts             how much is remembered, and how many those are
    lock.gone               what answers at an id or address that was published
    lock.check              what is wrong between catalog and lock
    lock.orders             what somebody says of what is to be recorded
    lock.advance            the next record of each entry
    lock.write              records → the lock's folder
    lock.run                all of recording, in one call
    lock.command            … as the command line orders it
    pictures.diagram        what a picture shows, as data
    pictures.builders       entries → diagrams
    pictures.lettering      how much room words take
    pictures.layout         shapes and lines with their places
    pictures.tree_layout    where the nodes of a tree stand
    pictures.box_layout     where boxes and arrows stand
    pictures.diagram_svg    laid out diagrams → SVG
    pictures.mermaid        diagrams → mermaid text
    pictures.d2             diagrams → D2 text
    pictures.labels         where words stand in a drawing
    pictures.d2_svg         what D2 drew
    pictures.page_svg       a drawing as a page shows it
    pictures.pieces         a drawing cut for paper
    pictures.draw           design examples as pictures, by one run of D2
    pictures.qr             an address as a QR code
    site.front_matter       a content file's front matter
    site.content            content folder → templates
    site.default_pages      … and ours, where the project has none
    site.decisions          which decision records of teams decide on which entries
    site.pages              which pages exist, and where each entry stands
    site.navigation         `nav:` → what is wrong in it, and what a site engine takes
    site.files              what a published file is
    site.example_files      an example's files as a page shows and offers them
    site.links              entries as one page names and links them
    site.moved              what stood on a page once
    site.picture_texts      a page's pictures as text, beside it
    site.qr_codes           QR codes beside a page
    site.writing            prose → HTML, Markdown, plain text
    site.stale_mark         the mark beside a translation that is older than its original
    site.view               what a template sees: one page in one language
    site.escape_context     where the next word of a template lands
    site.autoescape         … and what a template prints, with the writer for its place
    site.drawable           trees and figures that mermaid would not draw
    site.templates          macro folder → texts, and the Jinja they are written in
    site.template_lines     … and where a word stands in one of them
    site.template_syntax    … and what it is that Jinja cannot read
    site.bindings           what a name stands for in a template
    site.known              what there is to name, and what words have to be filled in
    site.name_hints         what a name that a template lacks was meant for
    site.template_walk      one template held against what there is to name
    site.page_markup        markup of the catalog in pages, where it is none
    site.page_forms         the same in pages written by hand
    site.check_templates    what is wrong with pages and macros, unrendered
    site.template_failure   what went wrong while a template ran
    site.render             pages → Markdown, by the macros
    search.documents        entries as search knows them: their names, in any language
    search.shards           what the search window loads: names, then texts
    wire.types              what machines read of a catalog: the published form
    wire.forms              … as the fields of each of its types
    wire.read               JSON → the published types
    wire.write              … and back
    wire.schema             … as JSON Schema
    adr                     decision records that cite a catalog; its docstring lists its modules
    publish.placing.exchange  two folders change places
    publish.placing.signals  what ends a build
    publish.placing.filling  a site filled where it is
    publish.placing.place   a finished site in the place of the last one
    publish.placing.scratch  the folder that a build works in
    publish.lasting.entry_heads  what a page of an entry says to machines
    publish.lasting.bare_pages  pages without the theme
    publish.lasting.past    what an entry said once, as HTML
    publish.lasting.pin_parts  the parts of a page that tells a revision
    publish.lasting.pins    a page for each revision
    publish.lasting.permalinks  the lasting addresses
    publish.lasting.former  … and those that were published once
    publish.lasting.redirects  … as hosts redirect them themselves
    publish.machine_files.newest_release  the release of a catalog, as its records tell it
    publish.machine_files.api  graph and records → what machines read, in the published form
    publish.machine_files.inventory  … as Sphinx's inventory
    publish.machine_files.changes  … what changed in the meaning of entries
    publish.machine_files.feeds  … as Atom and JSON Feed
    publish.machine_files.lens  … as custom lenses for the AWS Well-Architected Tool
    publish.machine_files.twins  a page as Markdown alone, and the list of all pages
    publish.build_cache     what the last build made, for the next one
    publish.collisions      files that would share an address
    publish.decision_records  the decision records that an option names
    publish.project         where a project's input lies
    publish.configured      … and the configuration of each language
    publish.fingerprint     whether files are as they were
    publish.cached_checks   what was told of a project that nobody has changed since
    publish.cached_reading  what the last build read and found right, where nothing has changed
    publish.cached_standing  … and of which entries the lock says all there is
    publish.unshown         entries that no page shows
    publish.sources         project folder → all that pages are made from, or every mistake
    publish.machines        all that machines read, as files
    publish.drawn           pictures, drawn while pages are made
    publish.rendered        pages as the last build rendered them, where nothing has changed
    publish.tree            the whole way, for one language
    publish.portable        … as a project that other engines build
    publish.packaged        the catalog that our package carries
    starter.tags            language tags as somebody types them
    starter.localized       the files of a project to start from, in some languages
    starter.create          … written to a folder
    mkdocs.time_limit       an end to what colors listings for ever
    mkdocs.held_back        what is marked so, out of a page and back
    mkdocs.searching        MkDocs' search index → what our search window loads
    mkdocs.beside           a Markdown twin beside each page, and the list of all
    mkdocs.policy           the Content-Security-Policy of a built site
    mkdocs.serving          a preview that outlives a mistake
    mkdocs.theme            what the theme is given: a library, overrides and words
    mkdocs.theme_failure    what went wrong in a template of the theme
    mkdocs.settings         MkDocs' settings as other parts need them, and what cannot work
    mkdocs.prepare          … and what one build is made from
    mkdocs.collection       rendered pages among MkDocs' files
    mkdocs.bundles          style sheets and scripts of every page, as one file each
    mkdocs.headings         a translation's anchors, as the first language has them
    mkdocs.unchanged        what Markdown and search made of a page in the last build
    mkdocs.unchanged_language  a further language's site as it stands, where nothing has changed
    mkdocs.language         a further language's build, as the first one was asked for
    mkdocs.builds           every language's build beside the site
    mkdocs.ahead            pages that MkDocs comes to late, read ahead
    mkdocs.each_page        what a build does with each page
    mkdocs.first_look       in a preview, the page that somebody looks at
    mkdocs.plugin           MkDocs' events: translated, and nothing more
    verify                  the checks of design examples; its docstring lists its modules
    upkeep                  the verbs that look after a catalog: check, lock, stats
    verbs                   what each verb of the command does
    cli                     the `patternloom` command: its verbs, options and endings
"""
