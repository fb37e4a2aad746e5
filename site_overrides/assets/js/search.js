// Search for parts of words where words are not spaced: a patch of how any script speaks to a worker.
"use strict";

{
  // Material's search cuts the index into words, at the latest where the kind of letter changes ("サービス検出"
  // into "サービス" and "検出"), but takes a query without spaces for one word: cut the query in the same places.
  const RUNS = /[\p{sc=Kana}ー]+|\p{sc=Hira}+|\p{sc=Han}+|[\p{sc=Latn}\p{N}]+/gu;
  const send = Worker.prototype.postMessage;
  Worker.prototype.postMessage = function (message, ...rest) {
    const query = message?.data;
    if (typeof query !== "string") return send.call(this, message, ...rest);
    const cut = query.replace(RUNS, (run, at) => (/[\p{L}\p{N}]$/u.test(query.slice(0, at)) ? ` ${run}` : run));
    return send.call(this, { ...message, data: cut }, ...rest);
  };
}
