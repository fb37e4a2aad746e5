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

  // Width, case, accents and signs are no difference.
  const plain = (text) => text.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").normalize("NFC").toLowerCase()
    .replace(/[^\p{L}\p{N}ー+#]+/gu, " ").trim();
  // Nor are small letters of katakana, long vowels and, but where words stand side by side in a text, the two kana.
  const sounds = (text) => text.replace(/[ァィゥェォッャュョヮ]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 1))
    .replace(/ー/g, "");
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

  // Without words at the end, or their plural, and blanks before them.
  const withoutEnd = (text, words) => {
    const end = [words, `${words}s`].find((one) => text.toLowerCase().endsWith(one.toLowerCase()));
    return end ? text.slice(0, -end.length).trimEnd() : text;
  };

  // What is heard of a name in letters or katakana: its consonants; a loan says no "r" after a vowel, and "chaos" and
  // "orchestration" have no "ch".
  const HEARINGS = [[/(?<=[aeiou])(?:r(?![aeiou])|re(?![a-z]))/g, ""], [/(?<=\b[ao])ch|ch(?=ao|or)/g, "k"],
    [/[cg](?=e)|(?<!g)g(?=i(?![tv]))|c(?=[iy])|[sz]h|t(?=ion)|[jzサ-ゾ]/g, "s"],
    [/t[hs]|ch|[dタ-ヂツ-ド]/g, "t"], [/ph|[fハヒフヘホ]/g, "h"], [/x/g, "ks"],
    [/[cgqカ-ゴ]/g, "k"], [/m(?=[bp])|[ナ-ノン]/g, "n"], [/[マ-モ]/g, "m"], [/[pvバ-ポヴ]/g, "b"], [/[lラ-ロ]/g, "r"],
    [/[aeiouwyァ-ヺー ]/g, ""], [/(.)\1+/g, "$1"]];

  // Signs of meaning hide it.
  const heard = (name) => (KANJI.test(name) ? ""
    : HEARINGS.reduce((word, [spelt, sound]) => word.replace(spelt, sound), plain(name.replace(/-/g, ""))));

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

  // What Japanese signs of meaning are read as within compounds; a name holds few others.
  const READINGS = new Map();
  for (const [, sound, signs] of `
    アイ愛哀 アク悪握 アタイ値 アツ圧 アテ宛 アン安案暗 イ意以位易医委異移衣遺囲違依維緯威胃偉移為 イキ域 イク育
    イチ一 イツ一 イン院員印因引飲隠 ウ右宇羽雨有 ウン運雲 エイ映栄永泳英衛影営鋭 エキ駅易液益 エツ閲越
    エン演塩円園遠延援縁炎煙 オウ応王横央往黄欧 オク億屋憶 オン音温恩 カ化火加可仮何価果科歌花過家課貨架荷華下夏
    カイ回会界改海開階解介絵械快怪皆壊灰 カク角拡格確各革覚核隔画較獲 カタ型 カツ活割括滑渇
    カン間管関館漢寒感完官幹慣観環監看勘巻換干緩還簡患甲 ガ画芽我賀 ガイ外害街概該 ガク学額楽 ガン岸岩眼顔願含
    キ期機希季記起気基寄規喜器揮貴旗既机帰危奇祈幾企汽揮己 キツ喫 キャク客却逆 キュウ急級究球救求給九休宮旧吸久及
    キョ去挙許居巨拠距 キョウ共協強教橋競境況胸郷鏡供驚響恐京狭 キョク曲局極 キン近金均禁勤筋緊 ギ技義議疑犠偽
    ギャク逆 ギョ魚漁 ギョウ業行形 ギョク玉 ギン銀 ク区苦句九 クウ空 クン訓君 グ具 グン軍群郡
    ケイ計系経形径係契軽警継型景携傾 ケツ決結血欠潔 ケン件権研検建健険験見県券憲絹兼賢献圏堅 ゲイ芸迎 ゲキ劇激
    ゲツ月 ゲン限現原言元減源厳幻 コ個戸故呼己固庫古枯湖拠込
    コウ行公高構校交向効工広光考厚航港項講興降購攻更好孔後候抗稿綱硬合口功鉱幸康 コク国告黒刻 コツ骨
    コン混根今婚困金魂 ゴ五後語誤午互護御 ゴウ合号業強豪 サ差査左作佐砂鎖
    サイ再最際細済採祭菜才災裁妻歳彩催載栽砕償 サク作策昨索削錯 サツ察刷札殺 サン散産算参三山賛酸 ザ座
    ザイ在財材剤 ザツ雑 ザン残 シ子市支止紙指資私始使視司至姿試師思誌詞飼志史示氏歯死仕四枝施 シキ式識色織
    シツ質失室執 シャ者社車写射捨謝斜遮 シャク借釈尺 シュ手守主取首酒種趣朱修 シュウ集収終習修秋週宗周衆就州
    シュク縮宿祝 シュツ出 シュン春瞬 ショ所書諸処初署
    ショウ証障小少消省商章正焼傷招昭承照将象賞笑勝唱松性訟償詳装奨衝詔晶生 ショク食植色職
    シン信新申心真審進診身深神親臣針伸森侵浸 ジ字次治自辞磁時持事示児似寺地除 ジク軸 ジツ実日 ジャク弱若
    ジュ受授樹需 ジュウ住重充従縦十 ジュク熟 ジュツ述術 ジュン準順純循 ジョ除助女序
    ジョウ情状常上場条浄城乗蒸定静剰 ジン人神仁陣 スイ水推出垂遂睡粋 スウ数 ズイ随
    セイ生成整正性制政星声世青清精製静勢聖誠晴盛西請省 セキ席石責積績赤析昔跡 セツ設説節接切折雪
    セン選線専戦洗先千船宣泉潜遷浅占 ゼイ税 ゼツ絶舌 ゼン然前全善禅 ソ素組祖訴措疎礎
    ソウ相層送操想争走窓装総倉創早草奏層双巣挿騒荘捜僧遭 ソク足則測側速束息即促 ソツ卒 ソン存損村孫尊
    ゾウ像増蔵造雑臓 ゾク属続族 ゾン存 タ他多田太 タイ体対待隊帯態退太貸替耐代 タガ互 タク宅択託 タツ達
    タン単短炭担探端誕反 ダ打駄 ダイ代台大題第 ダン段団男断談暖弾 チ地知値置池治遅恥 チク築蓄竹 チツ秩 チャク着
    チュウ中注宙昼虫柱抽仲忠駐 チョ著貯 チョウ長調張町庁腸潮頂帳徴丁朝聴超重 チョク直 チン賃 ツイ追対 ツウ通痛
    ツヨ強 テイ定提程停低底庭弟廷呈訂締 テキ適的敵摘 テツ鉄徹撤哲 テン点店展転天典添 デン電伝田 ト都途図渡登徒
    トウ統当投登島答等東頭党討湯灯糖豆冬陶塔糖統到逃透 トク特得徳 トツ突 トン豚 ド度努土奴 ドウ同動導道働銅堂童
    ドク独毒読 ナイ内 ナン南難 ニ二 ニチ日 ニュウ入 ニン認任人忍妊 ネツ熱 ネン年念燃 ノウ能農納脳 ハ波破派覇播
    ハイ配敗背拝肺俳廃排杯 ハク白博薄 ハツ発 ハン反半犯判版班範販板帆搬 バ馬場 バイ売買倍梅 バク爆幕 バツ抜罰
    バン番晩板判盤 ヒ比皮非費否批被秘飛避 ヒツ必筆 ヒャク百 ヒョウ表票評標氷 ヒン品貧 ビ美備鼻 ビョウ病秒平 ビン便
    フ父不付府布婦富負夫普符敷譜腐 フウ風封 フク副復福服複腹含 フン分粉奮紛 ブ部武分無 ブツ物 ブン分文聞
    ヘイ並平兵閉陛併 ヘキ壁癖 ヘン編変返辺片 ベイ米 ベキ冪巾 ベツ別 ベン便勉弁 ホ保補歩捕舗 ホウ方法放報包訪豊宝砲
    ホク北 ホン本 ボ母墓暮募 ボウ防望棒貿亡忘暴帽冒 ボク牧木 マイ枚毎妹 マク幕 マン万満 ミ未味見 ミツ密 ミャク脈
    ミン民 ム無務夢 メイ名明命鳴盟 メン面 モウ毛網 モク目木 モン門問 ヤ夜野 ヤク役約薬訳 ユ油輸由 ユイ唯遺
    ユウ有友右遊郵優勇由融 ヨ予余預与 ヨウ用要様容葉洋陽曜養溶 ヨク浴翌抑 ライ来頼 ラク落 ラン乱覧卵
    リ理利里裏離履吏 リク陸 リツ立律率 リャク略 リュウ流留 リョ旅 リョウ量料領両良療 リョク力緑 リン林輪隣 ルイ類
    レイ例令冷礼霊零 レキ歴暦 レツ列 レン連練 ロ路 ロウ労老朗 ロク六録 ロン論 ワ話和
  `.matchAll(/([ァ-ヺー]+)(\p{sc=Han}+)/gu)) {
    for (const sign of signs) READINGS.set(sign, [...(READINGS.get(sign) ?? []), sounds(sound)]);
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

  // A query, and with the title of what one of its words is a short form of.
  function inFull(query, shorts) {
    const words = plain(query).split(" "), all = words.length > 1 ? words : [];
    const longer = all.map((word, at) => words.map((one, place) => (place === at && shorts.get(one)) || one).join(" "));
    return [...new Set([query, ...longer].map(squeezed))];
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
    plain, kana, squeezed, written, stem, stemmed, heard, mistakes, forgiven, misspelt, slipped, exchanged, mistaken,
    likeness, nearness, converted, bare, withoutEnd, matters, shortLoan, begunWrong, read, inFull, apart, respelt,
    addCompounds };
})();
