// Ranks what the index holds against a query: text in, order out. It knows no window and asks nobody.
"use strict";

const patternloomSearch = (() => {
  const { RUNS, LOAN, LONG, IS_UNSPACED, HIRAGANA, STEM, HAN, KANJI, COMPOUND, plain, kana, squeezed, written, stem,
    heard, mistakes, forgiven, misspelt, slipped, exchanged, mistaken, likeness, nearness, converted, bare,
    matters, shortLoan, begunWrong, read, apart, respelt, addCompounds } = patternloomSpelling;
  const { form, isSame, isCalled, unshortened, beginsWith, inFull, lettersOf, withoutBeside,
    likeSound } = patternloomNaming;
  // What an entry is called counts most, then what it is, then all that is said of it.
  const TITLE = 8, NAMES = 6, SUMMARY = 2.5, TEXT = 1;
  // What a word that is longer than its pairs weighs as a whole: hardly more than a short one.
  const WHOLE = 0.7;
  // What a word weighs besides, of which others mean the same.
  const ALSO = 0.9;
  // How much of a query has to be found, by weight, for a hit: of words, and of pairs, which chance finds more often.
  const ENOUGH = 0.45, ENOUGH_PAIRS = 0.6;
  // How like a name has to be to be shown where nothing is found: below, any few letters are like some name.
  const NEAR = 0.7;
  // How much of it names have to hold for a document that holds the whole query to come first.
  const SOME = 0.5;
  // What another name is worth against the title, and what is only typed for the entry: others may be called so.
  const OTHER = 0.75, TYPED = 0.4;
  // What a document gains where names of it hold all of a query, in any order.
  const ALL_NAMED = 30;
  // How much of a query names have to hold where no word of it stands there whole.
  const MOST = 0.75;
  // How much of a sentence, of which a reader's words and ours share but the gist: two of its words at least.
  const LEAST = 0.2;

  // What a question gains by being like something that an entry is called or found by, and by being like another, too.
  const LIKE = 20, SECOND = 0.3;
  // What it gains by what is said of an entry that holds much of what is rare; when often is enough, and in long texts.
  const SAID = 30, OFTEN = 1.2, LONGER = 0.6;
  // The weight from which on a document is what a question may mean: a work that is cited or an erratum hardly is.
  const MEANT = 0.9;
  // How like it has to be for a hit by that alone; in how many documents we take a word to be that stands in none.
  const ALIKE = 0.1, SELDOM = 25;
  // What a word has to gain by a name to be known by it.
  const NEARLY = 40;
  // What a name gains whose letters stand in another order, or of whose few one is lost; and what another conversion.
  const SLIPPED = 50, CONVERTED = 60;
  // What a name gains that is read as the query is, or nearly so, or whose longer part is.
  const READ = 120, READ_NEARLY = 90, READ_IN_PART = 60;
  // From what length on what is typed for an entry is a phrase and no name.
  const LIKE_A_NAME = 8;
  // What a name gains that a short form in the query stands for, or that stands there beside what says nothing.
  const IN_FULL = 200;
  // What a name gains whose words stand there in another order or mean the same.
  const SAME_WORDS = 120;
  // What a name gains that no other entry has in its names, where a query begins with it and it is said of the rest.
  const PROPER = 160;
  // What the first hit of several words has to reach, and of two or three: chance brings less.
  const CHANCE = 12, CHANCE_FEW = 24;
  // What may be a product of others, typed for what does the same.
  const WORD = /^[A-Za-z]{4,}$/;
  // What a name gains that sounds like the query.
  const SOUNDS = 160;

  // What weighs less is mostly grammar.
  const LIGHT = 0.5;
  // Of a section's text, for the window.
  const BEGINNING = 140;

  const SLICE = 25, NONE = { points: 0, covered: 0, named: 0, words: 0, heavy: 0 };

  let documents = [];
  // Kept once every text is taken in.
  let complete = null;
  let ignored = new Set();
  // Word or pair → document → the weight of the best field that holds it; and first letter → the words of these alone.
  const postings = new Map(), initials = new Map();
  // Word, whatever its form, or pair → document → how often it holds it; and → names, and what is typed, with it.
  const spread = new Map(), phrases = new Map();
  // Document → how many of both it holds.
  const lengths = [];
  // Word, whatever its form → what stands for all that mean the same; and the same of writings without spaces.
  const same = new Map();
  let alikes = [];
  // How a compound of names is read → the compound.
  const compounds = new Map();
  // What follows a name and says what kind of thing it is; and all that may stand beside it and says nothing of it.
  const kinds = new Set(), beside = new Set();
  // Several words → the one that they mean together: "log in" is no log.
  const together = new Map();
  let several = null;
  // A short form → the title of what is called so: "k8s secrets" are Kubernetes secrets.
  const shorts = new Map();

  const joined = (text) => (several ? plain(text).replace(several, (found) => together.get(found)) : plain(text));

  // Words, and pairs with what they weigh: what is written in hiragana alone is mostly grammar.
  function* terms(text) {
    for (const [run] of joined(text).matchAll(RUNS)) {
      if (!IS_UNSPACED.test(run)) {
        yield { text: run, weight: 1, pair: false };
        continue;
      }
      const signs = [...run.replace(/ー/g, "")];
      for (let at = 0; at < Math.max(signs.length - 1, 1); at += 1) {
        const pair = signs.slice(at, at + 2);
        const grammar = pair.filter((sign) => HIRAGANA.test(sign)).length;
        yield { text: kana(pair.join("")), weight: [1, 0.35, 0.2][grammar], pair: true };
      }
      for (const [stem] of run.matchAll(STEM)) yield { text: stem, weight: 0.6, pair: true };
    }
  }

  const key = (term) => (term.pair ? term.text : stem(term.text));

  function weights(text) {
    const all = [...terms(text)].filter((term) => !ignored.has(term.text)), run = plain(text);
    const found = new Map(all.map((term) => [same.get(key(term)) ?? key(term), term.weight]));
    for (const [word] of run.matchAll(LONG)) {
      const pairs = [...terms(word)].map(key);
      for (const pair of pairs) found.set(pair, pairs.length ** -0.5);
      found.set(`=${kana(word)}`, WHOLE);
    }
    for (const group of alikes) if (group.some((word) => run.includes(word))) found.set(`~${group[0]}`, ALSO);
    return found;
  }

  function within(map, one) {
    if (!map.has(one)) map.set(one, new Map());
    return map.get(one);
  }

  function addPhrase(number, text) {
    const phrase = { number, keys: weights(text) };
    for (const one of phrase.keys.keys()) within(phrases, one).set(phrase, number);
  }

  function add(number, text, weight) {
    for (const term of terms(text)) {
      const times = within(spread, same.get(key(term)) ?? key(term)), found = within(postings, term.text);
      times.set(number, (times.get(number) ?? 0) + 1);
      lengths[number] = (lengths[number] ?? 0) + 1;
      if (!term.pair) within(initials, term.text[0]).set(term.text, found);
      if (!(found.get(number) >= weight)) found.set(number, weight);
    }
  }

  // Texts are many: a slice at a time, so that the window stays quick.
  async function takeTexts(texts) {
    for (let number = 0; number < texts.length; number += 1) {
      documents[number].text = written(texts[number]);
      documents[number].summary ||= texts[number].slice(0, BEGINNING);
      addReadings(documents[number]);
      add(number, texts[number], TEXT);
      if (number % SLICE === SLICE - 1) await new Promise((go) => setTimeout(go));
    }
  }

  // What a document's names are read as.
  function addReadings(document) {
    if (document.weight < MEANT) return;
    document.written.forEach(([name]) => addCompounds(compounds, name));
    document.read = document.written.filter(([name, worth]) => worth > TYPED || name.length < LIKE_A_NAME)
      .flatMap(([name, worth]) => read(name).map((way) => ({ way, worth })));
  }

  // Each a word for what others of a group mean, too; several words at once where signs stand in it.
  function takeSame(groups) {
    const meant = groups.map((words) => words.map(plain).filter(Boolean)).filter((words) => words.length);
    alikes = meant.filter(([word]) => IS_UNSPACED.test(word));
    meant.forEach((words) => words.forEach((word) => {
      if (word.includes(" ")) together.set(word, words[0]);
      else same.set(stem(word), `~${words[0]}`);
    }));
    const edge = "[\\p{L}\\p{N}]";
    const any = [...together.keys()].map((word) => word.replaceAll("+", "\\+")).join("|");
    several = any ? new RegExp(`(?<!${edge})(?:${any})(?!${edge})`, "gu") : null;
  }

  // "names" make the documents, what is seldom meant with a second call; "texts" come last, in the same order.
  function take(part, values) {
    if (part === "same") takeSame(values);
    else if (part === "beside") values.map(plain).filter(Boolean).forEach((word) => beside.add(word));
    else if (part === "texts") complete = takeTexts(values);
    else documents = [...documents, ...takeNames(values, documents.length)];
  }

  function takeNames([urls = [], ...columns], first) {
    return urls.map((url, row) => {
      const [title, kind, place, status, names, typed, summary, weight] = columns.map((column) => column[row]);
      const number = first + row;
      add(number, title, TITLE);
      [...names, ...typed].forEach((name) => add(number, name, NAMES));
      if (weight >= MEANT) {
        [title, ...names, ...typed].forEach((name) => addPhrase(number, name));
        names.map(plain).forEach((name) => shorts.has(name) || shorts.set(name, title));
      }
      add(number, summary, SUMMARY);
      add(number, `${kind} ${place}`, TEXT);
      for (const word of [`${kind}s`, kind].map(plain)) if (kind && word) kinds.add(word), beside.add(word);
      const own = [title, ...names].flatMap((name, at) => [name, bare(name)].map((one) => [one, at ? OTHER : 1]));
      const called = new Map([...typed.map((name) => [name, TYPED]), ...own.reverse()]);
      return {
        url, title, kind, place, status, summary, weight, said: written(summary), text: "",
        called: [...called].map(([name, worth]) => ({ ...form(name, same), worth })).filter(({ name }) => name),
        // A loan is seldom plural, and some say every "r".
        sounds: (weight < MEANT ? [] : [title, ...names, ...typed.filter((name) => WORD.test(name))])
          .flatMap((name) => [name, name.replace(/s$/, ""), name.replace(/r(?![aeiou])/g, "ru")])
          .map((name) => ({ name, sound: heard(name), isTyped: typed.includes(name) })),
        written: [...called], read: [],
      };
    });
  }

  // Document → how well it answers one term of a query; the last may still be typed.
  function answers(term, last) {
    const found = new Map();
    const gather = (holding, quality, least = 0) => holding.forEach((weight, number) => {
      if (weight >= least && !(found.get(number) >= weight * quality)) found.set(number, weight * quality);
    });
    if (postings.has(term.text)) gather(postings.get(term.text), 1);
    if (term.pair) return found;
    for (const [word, holding] of initials.get(term.text[0]) ?? []) {
      const quality = word === term.text ? 0 : likeness(term.text, word, last);
      if (quality) gather(holding, quality);
    }
    const form = stem(term.text), most = misspelt(term.text);
    if (found.size || !most) return found;
    for (const [word, holding] of [...initials.values()].flatMap((words) => [...words])) {
      const wrong = word.length > 5 && exchanged(form, stem(word)) ? 1 : mistaken(term.text, word, most);
      // Running text holds a word that looks like any other; few mistake the first letter, and something else too.
      if (wrong <= (word[0] === term.text[0] ? most : 1)) gather(holding, 0.65 - 0.15 * wrong, NAMES);
    }
    return found;
  }

  // What a document gains by being called so, or nearly so; from what worth on a name counts that stands in the query,
  // whose words may have other endings.
  function called(document, wanted, least) {
    const { name: asked, cut } = wanted, kanji = KANJI.test(asked);
    return Math.max(0, ...document.called.map((own) => {
      const { name, worth, cut: words } = own, share = asked.length / name.length;
      if (name === asked) return 200 * worth;
      if (own.stem === wanted.stem) return 150 * worth;
      if (isSame(own, wanted)) return SAME_WORDS * worth;
      if (name.startsWith(asked)) return (15 + 40 * share) * worth;
      if (name.includes(asked)) return (6 + 20 * share) * worth;
      const most = forgiven(asked), wrong = most ? mistakes(asked, name, most) : 1;
      if (wrong <= most) return (100 / (1 + wrong)) * worth;
      if (worth > TYPED && slipped(asked, name)) return SLIPPED * worth;
      const begun = kanji && share > SOME && (converted(asked, name) || begunWrong(asked, name));
      if (begun) return CONVERTED * share * worth;
      const held = worth > TYPED ? asked.includes(name) || cut.includes(words) : asked.includes(name) && share <= 2;
      return held && worth >= least && name.length > 2 ? (20 / share) * worth : 0;
    }));
  }

  // What a document gains by a name that is read as the query may be: a wrong conversion, none at all, or romaji.
  function readAs(document, spoken) {
    return Math.max(0, ...document.read.flatMap(({ way, worth }) => spoken.map((asked) => {
      if (way === asked) return READ * worth;
      const share = asked.length / way.length;
      const part = asked.length > 6 ? way.includes(asked) : asked.length > 3 && way.startsWith(asked);
      if (share > SOME && part) return READ_IN_PART * share * worth;
      const most = asked.length > 8 ? 2 : asked.length > 5 ? 1 : 0, wrong = most ? mistakes(asked, way, most) : 1;
      return wrong <= most ? (READ_NEARLY / (1 + wrong)) * worth : 0;
    })));
  }

  const rarity = (one) => Math.log(1 + documents.length / ((spread.get(one) ?? phrases.get(one))?.size ?? SELDOM));

  // Document → how much of what is rare in a question it holds, and how often.
  function saidOf(asked) {
    const found = new Map(), usual = lengths.reduce((sum, length) => sum + length, 0) / lengths.length;
    let whole = 0;
    asked.forEach((weight, one) => {
      const value = weight * rarity(one) * (1 + OFTEN);
      whole += value;
      spread.get(one)?.forEach((times, number) => {
        const much = OFTEN * (1 - LONGER + (LONGER * lengths[number]) / usual);
        found.set(number, (found.get(number) ?? 0) + (value * times) / (times + much));
      });
    });
    return new Map([...found].map(([number, value]) => [number, value / whole]));
  }

  // Document → how like a question is to one of its names or symptoms: the share of what is rare that both hold.
  function alike(asked) {
    const value = (weight, one) => weight ** 2 * rarity(one) ** 1.5;
    const size = (keys) => [...keys].reduce((sum, [one, weight]) => sum + value(weight, one), 0);
    const whole = size(asked), shared = new Map(), best = new Map();
    asked.forEach((weight, one) => phrases.get(one)?.forEach((number, phrase) => {
      shared.set(phrase, (shared.get(phrase) ?? 0) + value(weight, one));
    }));
    shared.forEach((sum, { number, keys }) => {
      best.set(number, [...(best.get(number) ?? []), sum / Math.sqrt(whole * size(keys))]);
    });
    return new Map([...best].map(([number, likes]) => {
      const [first, second = 0] = likes.sort((one, other) => other - one);
      return [number, first + SECOND * second];
    }));
  }

  const holds = ({ text, said, called: names }, word) =>
    said.includes(word) || names.some(({ name }) => name.includes(word)) || text.includes(word);

  // Whether a pair stands in more than chance brings: in a name, or here and there.
  const meant = (holding = new Map()) => holding.size > 2 || [...holding.values()].some((weight) => weight >= NAMES);

  // Whether anything holds a word, is called nearly so, or, where it is a compound, whether half of its pairs are so.
  function known(word) {
    const sounds = kana(word), pairs = [...terms(word)];
    const enough = 2 * pairs.filter(({ text }) => meant(postings.get(text))).length >= pairs.length;
    if (HAN.test(word) && (enough || word.length === 2)) return enough;
    const alone = shortLoan(word);
    if (alone) return documents.filter(({ said, text }) => alone.test(said) || alone.test(text)).length > 1;
    const asked = form(sounds, same);
    return documents.some((document) => holds(document, word) || called(document, asked, Infinity) > NEARLY);
  }

  // Whether half of what a writing without spaces speaks of stands nowhere; a single word may be misspelt.
  function isStrange(query, sentence) {
    const spoken = matters(query).filter((word) => !ignored.has(word)).map(written);
    const strange = spoken.filter((word) => !word.split(HIRAGANA).every(known)).length;
    return (sentence || spoken.length > 1) && 2 * strange >= Math.max(spoken.length + (spoken.length > 3), 1);
  }

  // In how many entries names hold both.
  const haveName = (one, other) => [...postings.get(one) ?? []].filter(([number, weight]) =>
    weight >= NAMES && postings.get(other)?.get(number) >= NAMES).length;
  // What an entry is, as hits say it, and readers add to its name: "saga pattern".
  const withoutKind = (query) => withoutBeside(query, kinds).at(-1) ?? query;
  // Whether a pair that stands nowhere says nothing: where two words meet in a compound that readers make.
  const isSeam = ({ text, pair }, ...sides) => pair && !postings.has(text)
    && sides.every((side) => side && postings.has(side.text));

  // Names that no other entry that may be meant has a word of: a product's, but no pattern's with variants.
  const isProper = ({ words, name }) => words.length > 1 || [...postings.get(name) ?? []].filter(([number, weight]) => (
    weight >= NAMES && documents[number].weight >= MEANT
      && documents[number].called.some((own) => own.worth > TYPED && own.words.includes(name)))).length < 2;

  // Whether an entry that may be meant has a form of the query for its title: others may have it among what is typed.
  const isTitled = ({ called: names, weight }, ways) => weight >= MEANT && names.some((own) => (
    own.worth === 1 && ways.some((way) => own.name === way.name || isCalled(own)(way))));

  // What a query is besides: with short forms in full, and, where nothing is called so, without what stands beside.
  function formsOf(query, asked) {
    const longer = inFull(query, shorts).filter((one) => one !== query).map((one) => form(one, same));
    const isName = (...ways) => documents.some(({ called: names, weight }) => weight >= MEANT && names.some((own) => (
      (own.worth > TYPED && own.name.includes(ways[0].name)) || ways.some(isCalled(own)))));
    if (isName(asked, ...longer)) return { isName: true, rest: query, forms: longer };
    const rests = withoutBeside(query, beside).map((rest) => ({ rest, way: form(rest, same) }));
    const { rest, way } = rests.find((one) => isName(one.way)) ?? rests.at(-1) ?? { rest: query, way: asked };
    return { isName: false, rest, forms: [...longer, way] };
  }

  function find(wanted, limit = Infinity, parted = false) {
    const stands = (word) => postings.has(word), begun = (letter) => [...(initials.get(letter) ?? new Map()).keys()];
    const full = unshortened(lettersOf(wanted), stands, begun, haveName);
    const query = respelt(apart(full, stands, haveName), known, haveName, compounds);
    const every = [...terms(query)].filter((term) => !ignored.has(term.text));
    const all = every.filter((term, at) => !parted || !isSeam(term, every[at - 1], every[at + 1]));
    const asked = form(query, same), scores = new Map(), { isName, rest, forms } = formsOf(query, asked);
    const sound = asked.words.length > 2 ? "" : heard(rest); // nobody hears three words for one
    const spoken = read(query, true);
    const grammar = all.every((term) => term.weight < LIGHT);
    let whole = 0, pairs = 0, strange = 0;
    if (!all.length) return [];
    const phrase = written(query), loan = grammar ? [phrase] : (plain(query).match(LOAN) ?? []).map(written);
    const words = all.filter((term) => !term.pair).length;
    // Two words among such as "who" and "this" make a question, too.
    const asks = words > 2 || (words > 1 && [...terms(query)].length > 2)
      || (plain(query).includes(" ") && KANJI.test(query));
    const sentence = !grammar && (asks || all.some((term) => term.weight < 1));
    for (const term of all) {
      const found = answers(term, term === all.at(-1));
      // What nothing holds counts as what a twentieth of all documents hold, but a pair of a name as a rare one.
      const rare = found.size || (term.pair && !sentence ? 1 : documents.length / 20);
      const weight = Math.log(1 + documents.length / rare) * (grammar ? 1 : term.weight);
      whole += weight;
      if (term.pair) pairs += weight;
      // Where nothing at all holds one of the words, the others are meant only where something is called so.
      else strange += !found.size && !same.has(key(term));
      found.forEach((quality, number) => {
        const score = scores.get(number) ?? { ...NONE };
        score.points += weight * quality;
        score.covered += weight;
        if (quality >= 0.65 * NAMES) {
          score.named += weight;
          score.heavy += term.weight > LIGHT;
        }
        score.words += !term.pair;
        scores.set(number, score);
      });
    }
    const grammatical = [...terms(query)].length - all.length;
    // One strange word of two or three makes another subject of them: "onion soup"; a question may hold one.
    const unknown = pairs > 0 ? isStrange(query, sentence)
      : strange && words > 1 && (2 * strange >= words || (words < 4 && grammatical < 2));
    const enough = (pairs * ENOUGH_PAIRS + (whole - pairs) * ENOUGH) / whole;
    const gists = sentence ? weights(query) : new Map(), likes = alike(gists), said = saidOf(gists), hits = [];
    documents.forEach((document, number) => {
      const { points, covered, named, words: held, heavy } = scores.get(number) ?? NONE;
      const share = covered / whole;
      const mayBe = document.weight < MEANT ? [] : document.called;
      const full = Math.max(0, ...mayBe.map((own) => (forms.some(isCalled(own)) ? own.worth : 0)));
      const sounds = Math.max(0, ...document.sounds.filter((own) => sound && own.sound === sound)
        .map(({ name, isTyped }) => (isTyped ? TYPED * (likeSound(rest, name) === 1) : likeSound(rest, name))));
      const least = unknown ? 1 : covered > 0 ? 0 : Infinity;
      const proper = !isName && !unknown && share > ENOUGH_PAIRS
        && mayBe.some((own) => own.worth > TYPED && beginsWith(asked, own) && isProper(own)) ? PROPER : 0;
      const bonus = Math.max(called(document, asked, least), readAs(document, spoken), proper,
        full && IN_FULL * (1 + full) / 2)
        + (named / whole > 0.999 ? ALL_NAMED : 0) + sounds * SOUNDS;
      const chance = loan.length && named / whole < MOST && !loan.some((word) => holds(document, word));
      const most = share >= enough && 2 * held >= words && !(strange && !named);
      const gist = sentence && heavy > 1 && named / whole > LEAST;
      const like = likes.get(number) ?? 0;
      if (!((most || gist) && !chance && !unknown) && !bonus && (unknown || like < ALIKE)) return;
      // Both words of a compound have to be names of the same.
      if (all.length < every.length && (covered < whole || named < SOME * whole) && !bonus) return;
      // One known word of two or three is chance, too, where nothing is called so.
      if (words === all.length && words > 1 && words < 4 && held < 2 && !bonus) return;
      const asWritten = document.said.includes(phrase) ? SUMMARY : document.text.includes(phrase) ? TEXT : 0;
      const asSaid = like * LIKE + (said.get(number) ?? 0) * SAID;
      const score = ((points / whole) * share ** 1.5 * 10 + asSaid + bonus + asWritten * 3) * document.weight;
      // A long text holds any words: it holds what is meant where names hold some of them.
      const complete = !sentence && share > 0.999 && named / whole > SOME;
      const exact = sounds + full + proper > 0 || document.called.some((own) => own.name === asked.name
        || (document.weight >= MEANT && isCalled(own)(asked)));
      hits.push({ document, score, complete: complete || exact, titled: isTitled(document, [asked, ...forms]) });
    });
    const least = words === all.length && words < 4 ? CHANCE_FEW : CHANCE;
    if ((sentence || words > 1) && !hits.some(({ score }) => score > least)) hits.length = 0;
    const shorter = withoutKind(wanted);
    if (!hits.length && (shorter !== wanted || COMPOUND.test(parted ? "" : wanted))) return find(shorter, limit, true);
    hits.sort((one, other) => other.complete - one.complete || other.titled - one.titled || other.score - one.score);
    return hits.slice(0, limit);
  }

  // Names that look like the query, where nothing is found.
  function near(query, limit = 3) {
    const asked = squeezed(query);
    const like = ({ called: names }) => Math.max(0, ...names.map(({ name }) => nearness(asked, name)));
    const named = documents.filter(({ kind }) => kind);
    const alike = named.map((document) => ({ document, score: like(document) * document.weight }));
    return alike.filter(({ score }) => score > NEAR).sort((one, other) => other.score - one.score).slice(0, limit);
  }

  const ignore = (words) => { ignored = new Set([...terms(words)].map((term) => term.text)); };
  return { take, find, near, ignore, get size() { return documents.length; }, get complete() { return complete; } };
})();
