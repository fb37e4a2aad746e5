// In what other forms a reader may write a name, and whether one form is another: text in, text out. It knows no entry.
"use strict";

const patternloomNaming = (() => {
  const { plain, squeezed, stem, stemmed, heard, said } = patternloomSpelling;
  const LATIN = /^[a-z0-9+# ]+$/, KANA = /^[\p{sc=Kana}ー ]+$/u, CJK = /[\p{sc=Han}\p{sc=Kana}\p{sc=Hira}]/u;

  // What Japanese names hold or leave out: particles inside, and what kind of thing it is.
  const LEAN = /[のなと性型式]|方[法向]|ベース|による|における|から|への/g, EACH = /ごと|毎|単位/g, DB = /データベース/g;
  // What one says in full and another not: "デプロイメント", "マイクロサービス".
  const LONGER = /(?<=デプロイ)メント|マイクロ(?=サービス)/g;

  // What names in letters hold or leave out: "token-based authentication", "duties of the gateway".
  const LITTLE = new Set(["based", "and", "of", "the", "a", "an", "for", "by", "in"]);

  // Japanese words of a text that others mean the same as, each as the one that stands for all.
  let writings = { size: 0 };
  function alike(text, same) {
    if (writings.size !== same.size) {
      const words = [...same.keys()].filter((word) => word.length > 1 && CJK.test(word));
      const any = words.sort((one, other) => other.length - one.length).join("|");
      writings = { size: same.size, any: any && new RegExp(any, "gu") };
    }
    return writings.any ? text.replace(writings.any, (word) => same.get(word)) : text;
  }

  // All by which a name is compared: as it stands; by what forms of its words share, also in any order and with words
  // that mean the same as one; and without what Japanese leaves out.
  function form(text, same) {
    const all = plain(text), words = all.split(" "), name = squeezed(text);
    const lean = squeezed(alike(all, same).replace(EACH, "別").replace(DB, "db").replace(LONGER, "").replace(LEAN, ""));
    const main = words.filter((word) => !LITTLE.has(word));
    const key = LATIN.test(words.join("")) && main.length > 1
      ? main.map((word) => same.get(stem(word)) ?? stem(word)).sort().join(" ") : "";
    return {
      name, words, key, stem: stem(name), cut: stemmed(text), lean: CJK.test(lean) && lean.length > 2 ? lean : "",
    };
  }

  // Whether two names are the same but for the order of words, words that mean the same, and what Japanese leaves out;
  // or for the endings of words, too.
  const isSame = (one, other) => (one.key && one.key === other.key) || (one.lean && one.lean === other.lean);
  const isCalled = (one) => (other) => one.stem === other.stem || isSame(one, other);

  // Whether a word is short for another: its beginning, unless it is a word itself, or some of its consonants.
  function isShort(short, word, isWord) {
    if (short.length < 2 || short.length > 6 || short.length >= word.length || short[0] !== word[0]) return false;
    if (short.length > 2 && !isWord && word.startsWith(short)) return true;
    let at = 0;
    for (const letter of word) if (letter === short[at]) at += 1;
    return at === short.length && !/[aeiou]/.test(short);
  }

  // Two words, each short for another, where names hold both of these and none holds what is asked: "cert mgmt".
  function shortenedBoth(words, stands, candidates, named) {
    if (words.length !== 2 || words.every(stands) || named(...words)) return "";
    const [first, second] = words.map((short) => candidates(short[0]).filter((word) => isShort(short, word, false)));
    const pairs = first.flatMap((one) => second.map((other) => [one, other]))
      .map(([one, other]) => ({ pair: `${one} ${other}`, times: named(one, other) }));
    return pairs.sort((one, other) => other.times - one.times).find(({ times }) => times)?.pair ?? "";
  }

  // A query with words as those that they are short for, where names hold these with another of its words, and not
  // them: "svc mesh". `candidates` gives the index's words of the same first letter, `named` how many names hold both.
  function unshortened(query, stands, candidates, named) {
    const words = plain(query).split(" ");
    if (words.length < 2 || !LATIN.test(words.join(""))) return query;
    const both = shortenedBoth(words, stands, candidates, named);
    if (both) return both;
    const together = (word, at) => Math.max(...words.map((other, place) => (place === at ? 0 : named(word, other))));
    return words.map((short, at) => {
      if (together(short, at)) return short;
      const longer = candidates(short[0]).filter((word) => isShort(short, word, stands(short)))
        .map((word) => ({ word, times: together(word, at) })).filter(({ times }) => times);
      return longer.sort((one, other) => other.times - one.times)[0]?.word ?? short;
    }).join(" ");
  }

  // Letters of the alphabet as Japanese says them.
  const SPELT = new Map(`エー a ビー b シー c ディー d イー e エフ f ジー g エイチ h エッチ h アイ i ジェー j ジェイ j ケー k エル l エム m
    エヌ n オー o ピー p キュー q アール r エス s ティー t ユー u ブイ v ダブリュー w ダブル w エックス x ワイ y ゼット z ツー 2 スリー 3
    フォー 4 シックス 6 エイト 8`.match(/\S+ \w/g).map((pair) => pair.split(" ")));
  const LETTER = [...SPELT.keys()].sort((one, other) => other.length - one.length).join("|");
  const SPELLING = new RegExp(`(?:${LETTER}){3,}|(?:${LETTER}){2}(?![ァ-ヺー])`, "gu");

  // A query with such letters as letters: "ジーアールピーシー".
  const lettersOf = (query) => query.replace(SPELLING, (all) => (
    [...all.matchAll(new RegExp(LETTER, "gu"))].map(([name]) => SPELT.get(name)).join("")));

  // Without words beside a name that say nothing of it, makers and kinds of thing: what remains each time one is left
  // out, as long as something does.
  function withoutBeside(query, beside) {
    const rests = [plain(query)], words = [...beside].map((word) => [word, CJK.test(word) ? "" : " "]);
    for (const rest of rests) {
      const [last, before] = words.find(([word, gap]) => rest.endsWith(gap + word) && rest !== word) ?? [];
      const [first, after] = words.find(([word, gap]) => rest.startsWith(word + gap) && rest !== word) ?? [];
      const next = last ? rest.slice(0, -(before + last).length) : first ? rest.slice((first + after).length) : "";
      if (next.trim()) rests.push(next.trim());
    }
    return rests.slice(1);
  }

  // A query, and with the title of what a part of it is a short form of.
  function inFull(query, shorts) {
    const asked = plain(query), words = asked.split(" "), all = words.length > 1 ? words : [];
    const longer = all.map((word, at) => words.map((one, place) => (place === at && shorts.get(one)) || one).join(" "));
    if (CJK.test(asked)) {
      for (const [short, title] of shorts) {
        const isPart = short.length > 1 && short.length < asked.length && asked.includes(short);
        if (isPart) longer.push(asked.replace(short, title));
      }
    }
    return [query, ...longer.filter((one) => one !== asked)];
  }

  // Whether a query begins with the words of a name, and something follows.
  const beginsWith = (asked, own) => asked.words.length > own.words.length
    ? own.words.every((word, at) => word === asked.words[at])
    : asked.name.startsWith(own.name) && CJK.test(asked.name[own.name.length] ?? "") && !CJK.test(own.name.at(-1));

  // How many vowels of a name in letters a loan says otherwise; it adds some where letters have none.
  function otherwise(loan, name) {
    const [spelt, spoken] = [name, loan].map((one) => one.split(/[^aeiou]/));
    if (spelt.length !== spoken.length || !spelt.join("")) return Infinity;
    return spoken.filter((vowels, at) => {
      const own = spelt[at];
      return own ? !vowels || !(vowels.includes(own) || own.includes(vowels)) : !/^[iou]?$/.test(vowels);
    }).length;
  }

  // From how many consonants on these are enough, and how many vowels may be said otherwise where there are so many.
  const ENOUGH = 4, OTHERWISE = [-1, -1, 0, 1, 1, 2], STRANGE = 3;

  // How surely two names sound alike: a loan as the letters it stands for, or their consonants alone, or not.
  function likeSound(query, name) {
    const sound = heard(query), loan = KANA.test(plain(query)) && LATIN.test(plain(name));
    if (sound !== heard(name)) return 0;
    if (loan && otherwise(said(query), said(name)) <= (OTHERWISE[sound.length] ?? 2)) return 1;
    return sound.length >= ENOUGH && otherwise(said(query), said(name)) <= STRANGE ? 0.5 : 0;
  }

  return { form, isSame, isCalled, unshortened, beginsWith, inFull, lettersOf, withoutBeside, likeSound };
})();
