// How a text is written and how it sounds: text in, text out. It knows no entry; `ranking.js` asks it.
"use strict";

const patternloomSpelling = (() => {
  // A writing without spaces is cut into pairs of characters.
  const UNSPACED = "\\p{sc=Han}\\p{sc=Kana}\\p{sc=Hira}\\p{sc=Thai}\\p{sc=Laoo}\\p{sc=Khmr}\\p{sc=Mymr}々ー";
  const RUNS = new RegExp(`[${UNSPACED}]+|[^${UNSPACED}\\s]+`, "gu");
  const IS_UNSPACED = new RegExp(`^[${UNSPACED}]`, "u");
  const HIRAGANA = /\p{sc=Hira}/u;
  // One sign of meaning before its ending, which differs from form to form.
  const STEM = /(?<!\p{sc=Han})\p{sc=Han}(?=\p{sc=Hira})/gu;
  // A word written in sound signs alone, which pairs of others may hold by chance; one that is longer than its pairs.
  const LOAN = /[\p{sc=Kana}ー]{3,}/gu, LONG = /[\p{sc=Kana}ー]{3,}|\p{sc=Han}{3,}/gu;
  // Nothing but words without spaces, and no grammar.
  const COMPOUND = /^[\p{sc=Han}\p{sc=Kana}ー]+$/u;
  const HAN = /^\p{sc=Han}+$/u, KANJI = /\p{sc=Han}/u, KANA = /\p{sc=Kana}/u;

  // Hiragana inside a compound that some write and others do not: "取り消し" is "取消し", "問い合わせ" is "問合せ".
  const INSIDE = /(?<=\p{sc=Han})(?:[いきぎしちみりびえけげせねべめれ](?=[\p{sc=Han}\p{sc=Kana}])|わ(?=[せりるれっ]))/gu;

  // Width, case, accents and signs are no difference.
  const plain = (text) => text.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").normalize("NFC").toLowerCase()
    .replace(/[^\p{L}\p{N}ー+#]+/gu, " ").replace(INSIDE, "").trim();
  // "ヴ" is heard as what most write in its place.
  const V = new Map([["", "ブ"], ["ア", "バ"], ["イ", "ビ"], ["エ", "ベ"], ["オ", "ボ"]]);
  // Nor are small letters of katakana, long vowels and, but where words stand side by side in a text, the two kana.
  const sounds = (text) => text.replace(/[ァィゥェォッャュョヮ]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 1))
    .replace(/ー/g, "").replace(/ヴ([アイエオ]?)/g, (all, vowel) => V.get(vowel));
  const kana = (text) => sounds(text.replace(/[ぁ-ゖ]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0x60)));
  const squeezed = (text) => kana(plain(text)).replace(/ /g, "");
  const written = (text) => sounds(plain(text)).replace(/ /g, "");

  // Endings that forms of an English word differ by, and how much of the word has to be left.
  const ENDINGS = [
    [/(?:ment|ness|ly)$/, 4], [/(?:ation|at(?:e[dr]?|ing)|ion|ing|e[dr]?|ability|able)$/, 4],
    [/(?:ure|al|ive)$/, 4], [/(?:enc[ey]|ent|ance|ant)$/, 6],
  ];

  // What forms of an English word share, British ones too.
  function cut(word) {
    let form = word.replace(/is(?=(?:e[drs]?|ers|ing|ations?)$)/, "iz").replace(/ie[ds]$/, "y")
      .replace(/(?<=..[^s])s$/, "");
    for (const [ending, least] of ENDINGS) {
      const short = form.replace(ending, "");
      if (short.length >= least) form = short;
    }
    return form.replace(/([bdgklmnprt])\1$/, "$1");
  }

  const stems = new Map();
  function stem(word) {
    if (!stems.has(word)) stems.set(word, cut(word));
    return stems.get(word);
  }

  // The same of all words of a text, without spaces.
  const stemmed = (text) => plain(text).split(" ").map(stem).join("");

  // What a sentence without spaces speaks of: loans, compounds, and signs of meaning with an ending or by themselves.
  // "組み立て" is one word, and the last sign of "スキー場" says nothing by itself.
  const MATTERS = new RegExp(["[\\p{sc=Kana}ー]{2,}", "\\p{sc=Han}{2,}",
    "\\p{sc=Han}[みりきしちけげえせびめれ]\\p{sc=Han}(?=\\p{sc=Hira})", "(?<![\\p{sc=Kana}ー])\\p{sc=Han}(?=\\p{sc=Hira})",
    "(?<=の|^| )\\p{sc=Han}", "[\\p{sc=Latn}\\d]{2,}"].join("|"), "gu");
  const matters = (text) => plain(text).match(MATTERS) ?? [];

  // Where a loan of two sounds stands by itself, as longer ones hold it by chance: "schema" begins with "ski".
  const shortLoan = (word) => (/^\p{sc=Kana}{1,2}$/u.test(word)
    ? new RegExp(`(?<!\\p{sc=Kana})${word}(?!\\p{sc=Kana})`, "u") : null);

  // Without what a short form in brackets adds.
  const bare = (name) => name.replace(/ *[(（][^()（）]*[)）]$/, "");

  // What is heard of a name in letters; a loan says no "r" after a vowel, and "chaos" and "orchestration" have no "ch".
  const HEARINGS = [[/^x/g, "eks"], [/^eu/g, "iu"], [/(?<=[aeiou])(?:r(?![aeiou])|re(?![a-z]))/g, ""],
    [/(?<=\b[ao])ch|ch(?=ao|or)/g, "k"],
    [/c(?=e)|(?<!g)g(?=e|i(?![tv]))|c(?=[iy])|[sz]h|t(?=ion)|[jz]/g, "s"], [/t[hs]|ch|d/g, "t"], [/ph|f/g, "h"],
    [/x/g, "ks"], [/[cgq]/g, "k"], [/m(?=[bp])/g, "n"], [/[pv]/g, "b"], [/l/g, "r"], [/[ae][iy]/g, "ei"],
    [/e[ea]/g, "i"], [/o[ou]/g, "u"], [/y/g, "i"], [/w/g, "u"], [/e\b/g, ""]];
  // The same of katakana, which writes voices and long vowels that letters do not.
  const SOUNDS = new Map(["アイウエオ", "kカキクケコガギグゲゴ", "sサシスセソザジズゼゾ", "tタチツテトダヂヅデド", "nナニヌネノ", "hハヒフヘホ",
    "bバビブベボパピプペポ", "mマミムメモ", "iヤ ユ ヨ", "rラリルレロ", "uワ   ヲ", "'ァィゥェォャ ュ ョ"].flatMap((row) => {
    const [, letter, signs] = row.match(/^([a-z']?)(.+)$/u);
    return [...signs].map((sign, at) => [sign, letter + "aiueo"[at % 5]]);
  }).concat([["ン", "n"], ["ヴ", "bu"], ["ー", ""], ["ッ", ""]]));

  // How a name in letters or katakana sounds.
  const said = (name) => plain(name.replace(/-/g, "")).replace(/[a-z]+/g, (run) => (
    HEARINGS.reduce((word, [spelt, sound]) => word.replace(spelt, sound), run)))
    .replace(/[ァ-ヴー]/g, (sign) => SOUNDS.get(sign) ?? sign).replace(/[aeiou]?'/g, "").replace(/ /g, "")
    .replace(/(.)\1+/g, "$1");

  // Its consonants; signs of meaning hide it.
  const heard = (name) => (KANJI.test(name) ? "" : said(name).replace(/[aeiou]/g, "").replace(/(.)\1+/g, "$1"));

  // Letters added, lost, changed or exchanged with their neighbour, as far as `most` of them.
  function mistakes(one, other, most) {
    if (Math.abs(one.length - other.length) > most) return most + 1;
    let before = [], last = [...Array(other.length + 1).keys()];
    for (let i = 1; i <= one.length; i += 1) {
      const row = [i];
      for (let j = 1; j <= other.length; j += 1) {
        const same = one[i - 1] === other[j - 1] ? 0 : 1;
        row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + same);
        if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) {
          row[j] = Math.min(row[j], before[j - 2] + 1);
        }
      }
      if (Math.min(...row) > most) return most + 1;
      [before, last] = [last, row];
    }
    return last[other.length];
  }

  const forgiven = (text) => (text.length >= 8 ? 2 : text.length >= 5 ? 1 : 0);

  // Of a word among others, as two mistakes make another word of one that is not long: "insurance" is no "instance".
  const misspelt = (word) => (word.length >= 10 ? 2 : word.length >= 5 ? 1 : 0);

  // How much two names share of the pairs of signs that either holds.
  function nearness(one, other) {
    const [asked, pairs] = [one, other].map((text) => [...text]
      .map((sign, at, signs) => sign + (signs[at + 1] ?? "")).slice(0, -1)).map((all) => new Set(all));
    return (2 * [...pairs].filter((pair) => asked.has(pair)).length) / (pairs.size + asked.size || 1);
  }

  const LETTERS = /^[a-z0-9]{4,}$/;
  const sorted = (word) => [...word].sort().join("");

  // Whether two words, or what their forms share, are of the same letters but for two neighbours.
  const exchanged = (one, other) => one.length > 4 && one.length === other.length && sorted(one) === sorted(other)
    && mistakes(one, other, 1) === 1;

  // Letters by which one word of a text is another, as far as `most`: of five, a changed one makes a word that exists.
  function mistaken(one, other, most) {
    const short = one.length < 6 && one.length === other.length && !exchanged(one, other);
    return short || other.length < 4 ? most + 1 : mistakes(one, other, most);
  }

  // Whether the fingers were too quick for a name: its letters in another order, or one of few lost inside.
  function slipped(one, other) {
    if (!LETTERS.test(one)) return false;
    const most = one.length > 5 ? 2 : 1;
    if (one.length === other.length) return sorted(one) === sorted(other) && mistakes(one, other, most) <= most;
    return one.length === 4 && other.length === 5 && one[0] === other[0] && one.at(-1) === other.at(-1)
      && mistakes(one, other, 1) === 1;
  }

  // The longest ending by which forms of one word differ.
  const ENDING = 3;
  // How many letters are the beginning of a word: of one that is still typed, and of another.
  const BEGUN = 2, WRITTEN = 4;

  // How well a word of the index, of the same first letter, answers one of the query that it begins with, or that is
  // another form of it.
  function likeness(asked, word, begun) {
    if (stem(asked) === stem(word)) return 0.9;
    const least = begun ? BEGUN : WRITTEN;
    if (word.startsWith(asked)) return asked.length >= least ? 0.7 + (0.3 * asked.length) / word.length : 0;
    let common = 0;
    while (common < asked.length && asked[common] === word[common]) common += 1;
    const [shorter, longer] = [asked.length, word.length].sort((one, other) => one - other);
    return common >= Math.max(5, shorter - 1, longer - ENDING) ? 0.65 : 0;
  }

  // Whether a word is another conversion of what a name begins with: one or two signs of meaning differ, more are the
  // same. Nobody ends within a word that is converted.
  function converted(one, longer) {
    const other = longer.slice(0, one.length), next = longer[one.length] ?? "";
    if (one.length !== other.length || (one.at(-1) !== other.at(-1) && HAN.test(next))) return false;
    const signs = [...one].flatMap((sign, at) => (sign === other[at] ? [] : [sign, other[at]]));
    const same = one.length - signs.length / 2;
    return same > signs.length / 2 && signs.length < 5 && HAN.test(signs.join(""));
  }

  // Whether a name begins so but for one sign within.
  const begunWrong = (one, longer) => one.length > 5 && one.at(-1) === longer[one.length - 1]
    && mistakes(one, longer.slice(0, one.length), 1) === 1;

  // Sign of meaning → what it is read as; `readings.js` tells it.
  const READINGS = new Map();
  function takeReadings(table) {
    for (const [, sound, signs] of table.matchAll(/([ァ-ヺー]+)(\p{sc=Han}+)/gu)) {
      for (const sign of signs) READINGS.set(sign, [...(READINGS.get(sign) ?? []), sounds(sound)]);
    }
  }

  // In how many ways a text is read at most.
  const WAYS = 12;

  // Letters as they are typed for kana: what stands before a vowel, with the kana of a, i, u, e and o.
  const ROWS = new Map(["アイウエオ", "kカキクケコ", "sサシスセソ", "tタチツテト", "nナニヌネノ", "hハヒフヘホ", "mマミムメモ",
    "yヤイユエヨ", "rラリルレロ", "lラリルレロ", "wワイウエオ", "gガギグゲゴ", "zザジズゼゾ", "dダヂヅデド", "bバビブベボ",
    "pパピプペポ", "vバビブベボ", "tsツツツツツ"].map((row) => [row.slice(0, -5), [...row.slice(-5)]]));
  // Of two letters, as "kya", and of those that take a small vowel.
  for (const row of ["kyキ", "syシ", "shシ", "tyチ", "chチ", "cyチ", "nyニ", "hyヒ", "myミ", "ryリ", "gyギ", "zyジ", "jyジ", "jジ",
    "byビ", "pyピ"]) {
    ROWS.set(row.slice(0, -1), [..."ヤ ユエヨ"].map((small) => (row.at(-1) + small).trim()));
  }
  for (const row of ["fフ", "thテ", "dhデ"]) {
    ROWS.set(row.slice(0, -1), [..."アイ エオ"].map((small) => (row.at(-1) + small).trim()));
  }

  // Letters as kana; nothing where they are typed for none.
  function typed(letters) {
    const signs = letters.replace(/([bcdfghjklmpqrstvwyz])(?=\1)/g, "ツ")
      .replace(/m(?=[bp])|n(?:n(?![aiueoy])|(?![aiueoy]))/g, "ン")
      .replace(/([a-z]*?)([aiueo])/g, (all, row, vowel) => ROWS.get(row)?.["aiueo".indexOf(vowel)] ?? all);
    return /[a-z]/.test(signs) ? "" : signs.replace(/ /g, "");
  }

  // All that a text may be read as, in kana, of a query with its letters; nothing where it holds no kana then.
  function read(text, lettered = false) {
    const signs = plain(lettered ? text.replace(/-/g, "") : text);
    let ways = [""];
    for (const sign of kana(lettered ? signs.replace(/[a-z][a-z ]*/g, (run) => typed(run) || run) : signs)) {
      const heardAs = READINGS.get(sign) ?? [sign.trim()];
      ways = ways.flatMap((way) => heardAs.map((one) => way + one)).slice(0, WAYS);
    }
    return KANA.test(ways[0]) ? ways : [];
  }

  // How many consonants of a word in letters a loan has to share to be that word.
  const SHARED = 4;

  // Keep how the compounds of a name are read: whole, and the words that it begins and ends with; and how its words in
  // letters are heard.
  function addCompounds(compounds, name) {
    for (const [word] of plain(name).matchAll(/[a-z]{4,}/g)) {
      const sound = heard(word);
      if (sound.length >= SHARED && !compounds.has(sound)) compounds.set(sound, word);
    }
    for (const [run] of name.matchAll(/\p{sc=Han}{2,}/gu)) {
      for (const word of [run, run.slice(0, 2), ...(run.length > 3 ? [run.slice(-2)] : [])]) {
        for (const way of read(word)) if (!compounds.has(way)) compounds.set(way, word);
      }
    }
  }

  // A strange loan, or a part of it where names of an entry hold the other, as the word in letters that sounds alike:
  // names are translated in part. By itself it sounds like many words.
  function lettered(loan, isKnown, named, compounds) {
    const known = (part) => isKnown(written(part)), parts = (at) => [loan.slice(0, at), loan.slice(at)];
    const word = (part) => (heard(part).length > SHARED || part !== loan ? compounds.get(heard(part)) : undefined);
    const first = (part) => word(part) ?? kana(part.slice(0, 2));
    const place = known(loan) ? -1 : [...loan].findIndex((_, at) => (at
      ? parts(at).some(word) && named(...parts(at).map(first)) && parts(at).every((part) => word(part) || known(part))
      : word(loan)));
    return place < 0 ? loan : ` ${parts(place).map((part) => word(part) ?? part).join(" ")} `;
  }

  // A query with its strange compounds as names write what is read alike: wrong conversions, where a name that holds
  // what is meant holds another word of the query, too.
  function respelt(asked, known, named, compounds) {
    const query = asked.replace(LOAN, (loan) => lettered(loan, known, named, compounds)).trim();
    const pairs = query.match(/[\p{sc=Han}\p{sc=Kana}]{2}/gu) ?? [];
    return query.replace(/\p{sc=Han}{2,}/gu, (word) => {
      const meant = known(word) ? [] : read(word).filter((way) => compounds.has(way)).map((way) => compounds.get(way));
      return meant.find((one) => pairs.some((pair) => named(kana(pair), one.slice(0, 2)))) ?? word;
    });
  }

  // One word or two with what stands in one of them apart, where names of an entry hold both parts: "helmchart".
  function apart(query, stands, named) {
    if (query.trim().split(/\s+/).length > 2) return query;
    return query.replace(/[a-z]{8,}/gi, (word) => {
      const small = word.toLowerCase(), halves = (at) => [small.slice(0, at), small.slice(at)];
      const places = stands(small) ? [] : [...Array(small.length - 7).keys()].map((at) => at + 4);
      const place = places.find((at) => named(...halves(at)));
      return place ? halves(place).join(" ") : word;
    });
  }

  return { RUNS, LOAN, LONG, IS_UNSPACED, HIRAGANA, STEM, HAN, KANJI, COMPOUND,
    plain, kana, squeezed, written, stem, stemmed, said, heard, mistakes, forgiven, misspelt, slipped, exchanged,
    mistaken, likeness, nearness, converted, bare, matters, shortLoan, begunWrong, takeReadings, read, apart, respelt,
    addCompounds };
})();
