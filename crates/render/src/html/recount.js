// Counts the origins of a story without the links that a reader refuses, step by step as
// recension_core::origins does. Whoever changes the one changes the other: tests/browser compares
// every number of both. `count` is what switches.js uses.

function Groups(size) {
  this.parent = [];
  for (var i = 0; i < size; i += 1) { this.parent.push(i); }
}
Groups.prototype.find = function (one) {
  while (this.parent[one] !== one) { one = this.parent[one]; }
  return one;
};
Groups.prototype.merge = function (a, b) {
  a = this.find(a); b = this.find(b);
  this.parent[Math.max(a, b)] = Math.min(a, b);
};

var MOST_ASKED = 12;
function pairKey(a, b) { return Math.min(a, b) + " " + Math.max(a, b); }
function keys(pairs) {
  var all = {};
  pairs.forEach(function (pair) { all[pairKey(pair[0], pair[1])] = true; });
  return all;
}

// Merges groups, the first pairs first, where half of the pairs between them are linked.
function mergeAkin(groups, size, pairs, linked, compared) {
  var members = [];
  for (var i = 0; i < size; i += 1) { members.push([i]); }
  pairs.forEach(function (pair) {
    var a = groups.find(pair[0]), b = groups.find(pair[1]);
    if (a === b || !areAkin(members[a], members[b], linked, compared)) { return; }
    var low = Math.min(a, b), high = Math.max(a, b);
    members[low] = members[low].concat(members[high]);
    members[high] = [];
    groups.merge(a, b);
  });
}
function areAkin(ours, theirs, linked, compared) {
  var asked = 0, links = 0;
  ours.slice(0, MOST_ASKED).forEach(function (x) {
    theirs.slice(0, MOST_ASKED).forEach(function (y) {
      var key = pairKey(x, y);
      if (compared && !compared[key]) { return; }
      asked += 1;
      if (linked[key]) { links += 1; }
    });
  });
  return 2 * links >= asked;
}

// What the tracing of a story looks at; `off` holds the numbers of what is refused.
function Tracer(grounds, off) {
  this.grounds = grounds;
  this.off = off;
  this.reports = grounds.sentences.length;
  this.readEdges();
  this.joinCommonSources();
}
Tracer.prototype.isOn = function (number) { return !this.off[number]; };
Tracer.prototype.eachLink = function (see) {
  var tracer = this;
  tracer.grounds.links.forEach(function (link, number) {
    if (tracer.isOn(number)) { see(link, number); }
  });
};
Tracer.prototype.listOf = function (make) {
  var all = [];
  for (var i = 0; i < this.reports; i += 1) { all.push(make()); }
  return all;
};
Tracer.prototype.readEdges = function () {
  var tracer = this, accounted = {};
  tracer.best = tracer.listOf(function () { return {}; });
  tracer.answered = tracer.listOf(function () { return 0; });
  tracer.grounds.answers.forEach(function (answers, report) {
    answers.forEach(function (answer) { tracer.readAnswer(report, answer, accounted); });
  });
  tracer.parents = tracer.listOf(function () { return []; });
  tracer.eachLink(function (link, number) {
    if (link.kind !== "edge") { return; }
    tracer.parents[link.target].push({ link: link, accounted: accounted[number] || 0 });
  });
};
Tracer.prototype.readAnswer = function (report, answer, accounted) {
  var number = answer[1];
  if (!this.isOn(number)) { return; }
  accounted[number] = (accounted[number] || 0) + 1;
  if (this.best[report][answer[0]]) { return; }
  this.best[report][answer[0]] = [this.grounds.links[number].source, answer[2]];
  this.answered[report] += 1;
};
Tracer.prototype.joinCommonSources = function () {
  var pairs = [], linked = {}, groups = new Groups(this.reports);
  this.eachLink(function (link) {
    if (link.kind === "common") { pairs.push([link.source, link.target]); }
    if (link.kind === "common" || link.kind === "edge" || link.kind === "indirect") {
      linked[pairKey(link.source, link.target)] = true;
    }
  });
  var compared = this.grounds.compared ? keys(this.grounds.compared) : null;
  mergeAkin(groups, this.reports, pairs, linked, compared);
  this.numberCommonSources(groups);
};
Tracer.prototype.numberCommonSources = function (groups) {
  var sizes = {}, places = {}, root;
  this.common = 0;
  this.commonOf = [];
  for (var i = 0; i < this.reports; i += 1) {
    root = groups.find(i);
    sizes[root] = (sizes[root] || 0) + 1;
  }
  for (i = 0; i < this.reports; i += 1) {
    root = groups.find(i);
    if (sizes[root] > 1 && places[root] === undefined) { places[root] = this.common; this.common += 1; }
    this.commonOf.push(places[root]);
  }
};
Tracer.prototype.ownLine = function (report) {
  var common = this.commonOf[report];
  return common === undefined ? report : this.reports + common;
};
Tracer.prototype.isTaken = function (report) {
  var answered = this.answered[report];
  return this.parents[report].some(function (parent) {
    return parent.link.whole || answered * 2 >= parent.link.told;
  });
};
Tracer.prototype.isDoubtful = function (report) {
  var parents = this.parents[report];
  return parents.length > 0 && parents.every(function (parent) { return parent.link.doubtful; });
};
Tracer.prototype.mainParent = function (report) {
  var best = null;
  this.parents[report].forEach(function (parent) {
    var more = !best || parent.accounted > best.accounted ||
      (parent.accounted === best.accounted && parent.link.source < best.link.source);
    if (more) { best = parent; }
  });
  return best ? best.link.source : -1;
};
// Every source before what was taken from it; cycles are cut at the lowest place.
Tracer.prototype.sourcesFirst = function () {
  var tracer = this, order = [], done = {}, copies = tracer.listOf(function () { return []; });
  var waiting = tracer.parents.map(function (parents) { return parents.length; });
  tracer.parents.forEach(function (parents) {
    parents.forEach(function (parent) { copies[parent.link.source].push(parent.link.target); });
  });
  while (order.length < tracer.reports) {
    var next = tracer.nextReady(done, waiting);
    done[next] = true;
    order.push(next);
    copies[next].forEach(function (copy) { waiting[copy] -= 1; });
  }
  return order;
};
Tracer.prototype.nextReady = function (done, waiting) {
  var lowest = -1;
  for (var i = 0; i < this.reports; i += 1) {
    if (done[i]) { continue; }
    if (waiting[i] === 0) { return i; }
    if (lowest < 0) { lowest = i; }
  }
  return lowest;
};
// Sentences that came through a source which several reports name are one line.
Tracer.prototype.upstreamLines = function () {
  var tracer = this, first = tracer.grounds.links.length, byName = {}, lines = {};
  (tracer.grounds.namings || []).forEach(function (naming, place) {
    if (!tracer.isOn(first + place) || !naming.sentences.length) { return; }
    var key = "n" + naming.name;
    (byName[key] = byName[key] || []).push(naming);
  });
  Object.keys(byName).forEach(function (key, number) {
    if (byName[key].length < 2) { return; }
    byName[key].forEach(function (naming) {
      naming.sentences.forEach(function (sentence) {
        lines[naming.report + " " + sentence] = tracer.reports + tracer.common + number;
      });
    });
  });
  return lines;
};
Tracer.prototype.shownLines = function () {
  var tracer = this, upstream = tracer.upstreamLines(), bases = [];
  var lines = tracer.listOf(function () { return []; });
  tracer.sourcesFirst().forEach(function (report) {
    var parent = tracer.isTaken(report) ? tracer.mainParent(report) : -1;
    // A source that a cycle puts behind its copy has no line yet: the first, as in the engine.
    bases[report] = parent < 0 ? tracer.ownLine(report) : (bases[parent] || 0);
    tracer.lineSentences(report, bases[report], upstream, lines);
  });
  return lines;
};
Tracer.prototype.lineSentences = function (report, base, upstream, lines) {
  for (var sentence = 0; sentence < this.grounds.sentences[report]; sentence += 1) {
    var named = upstream[report + " " + sentence];
    lines[report].push(named !== undefined ? named : this.takenLine(report, sentence, base, lines));
  }
};
Tracer.prototype.takenLine = function (report, sentence, base, lines) {
  var answer = this.best[report][sentence];
  if (!answer || answer[1] >= this.grounds.sentences[answer[0]]) { return base; }
  var line = lines[answer[0]][answer[1]];
  return line === undefined ? 0 : line;
};
Tracer.prototype.ownLines = function () {
  var own = [];
  for (var i = 0; i < this.reports; i += 1) {
    own.push(this.isTaken(i) && !this.isDoubtful(i) ? null : this.ownLine(i));
  }
  return own;
};
Tracer.prototype.firstSource = function (report) {
  for (var step = 0; step < this.reports; step += 1) {
    var parent = this.mainParent(report);
    if (parent < 0) { break; }
    report = parent;
  }
  return report;
};
Tracer.prototype.possibleMerges = function (own) {
  var tracer = this, groups = new Groups(tracer.reports + tracer.common);
  own.forEach(function (line, report) { if (line !== null) { groups.merge(report, line); } });
  tracer.eachLink(function (link) {
    if (link.kind === "none" || own[link.target] === null || own[link.source] === null) { return; }
    groups.merge(link.source, link.target);
  });
  own.forEach(function (line, report) {
    if (line === null || !tracer.isDoubtful(report)) { return; }
    var source = tracer.firstSource(report);
    groups.merge(report, source);
    if (own[source] !== null) { groups.merge(report, own[source]); }
  });
  return groups;
};
// What reports that were mostly taken were made from, at any remove.
Tracer.prototype.sources = function () {
  var tracer = this, all = {};
  tracer.sourcesFirst().forEach(function (report) {
    var found = {}, direct = tracer.parents[report];
    direct.forEach(function (parent) {
      found[parent.link.source] = true;
      Object.keys(all[parent.link.source] || {}).forEach(function (source) { found[source] = true; });
    });
    if (direct.length && tracer.isTaken(report)) { all[report] = found; }
  });
  return all;
};
Tracer.prototype.refusedNamings = function () {
  var tracer = this, first = tracer.grounds.links.length, unnamed = {};
  (tracer.grounds.namings || []).forEach(function (naming, place) {
    if (!tracer.isOn(first + place)) { unnamed[naming.report + " " + naming.name] = true; }
  });
  return unnamed;
};

function Lineage(tracer) {
  var own = tracer.ownLines(), merged = tracer.possibleMerges(own);
  var limit = tracer.reports + tracer.common;
  var mergedLine = function (line) { return line < limit ? merged.find(line) : line; };
  this.shown = tracer.shownLines();
  this.possible = this.shown.map(function (lines) { return lines.map(mergedLine); });
  this.sources = tracer.sources();
  this.unnamed = tracer.refusedNamings();
  var lines = own.filter(function (line) { return line !== null; });
  this.story = {
    min: Math.max(1, distinct(lines.map(mergedLine))),
    max: Math.max(1, distinct(lines))
  };
}
function distinct(lines) {
  var seen = {};
  lines.forEach(function (line) { seen[line] = true; });
  return Object.keys(seen).length;
}
function linesOf(table, places) {
  var lines = places.map(function (place) { return (table[place[0]] || [])[place[1]]; });
  return lines.filter(function (line) { return line !== undefined; });
}
Lineage.prototype.least = function (places) {
  return Math.min(distinct(linesOf(this.possible, places)), distinct(linesOf(this.shown, places)));
};
Lineage.prototype.range = function (counted) {
  var max = distinct(linesOf(this.shown, counted.all));
  if (!counted.sure) { return { min: this.least(counted.all), max: max }; }
  var kept = placesOf(this.kept(counted.sure));
  return { min: Math.min(this.least(kept), this.least(placesOf(counted.sure))), max: max };
};
// Without what came through a relay already named, and what was made from another of them.
Lineage.prototype.kept = function (sure) {
  var lineage = this, seen = {};
  return sure.filter(function (said) {
    var names = (said.via || []).filter(function (name) {
      return !lineage.unnamed[said.report + " " + name];
    });
    var known = names.some(function (name) { return seen["n" + name]; });
    names.forEach(function (name) { seen["n" + name] = true; });
    return !known && !lineage.isMadeFrom(said.report, sure);
  });
};
Lineage.prototype.isMadeFrom = function (report, others) {
  var sources = this.sources[report];
  return Boolean(sources) && others.some(function (said) { return sources[said.report]; });
};
function placesOf(all) {
  var places = [];
  all.forEach(function (said) {
    said.sentences.forEach(function (sentence) { places.push([said.report, sentence]); });
  });
  return places;
}

// All numbers of a story, by the names that the page has for what is counted.
function count(data, off) {
  var lineage = new Lineage(new Tracer(data.grounds, off)), counts = { story: lineage.story };
  data.claims.forEach(function (one, at) { counts["c" + at] = lineage.range(one); });
  data.utterances.forEach(function (one, at) { counts["u" + at] = lineage.range(one); });
  data.contradictions.forEach(function (sides, at) {
    sides.forEach(function (one, side) { counts["x" + at + "." + side] = lineage.range(one); });
  });
  data.briefing.forEach(function (told, at) { counts["b" + at] = toldBy(data, counts, told); });
  return counts;
}
function toldBy(data, counts, told) {
  if (told.claims) {
    return spread(told.claims.map(function (at) { return counts["c" + at]; }), Math.min);
  }
  if (told.utterance !== undefined) { return counts["u" + told.utterance]; }
  if (told.contradiction === undefined) { return { min: 1, max: 1 }; }
  var sides = data.contradictions[told.contradiction];
  return spread(sides.map(function (_, side) {
    return counts["x" + told.contradiction + "." + side];
  }), Math.max);
}
function spread(ranges, most) {
  return ranges.reduce(function (x, y) {
    return { min: Math.min(x.min, y.min), max: most(x.max, y.max) };
  });
}
