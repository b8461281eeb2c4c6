// The switches beside the links. A number that differs from the dossier's says so, with the
// dossier's beside it.

var NUMBERS = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
  "eleven", "twelve"];
function spelt(number) { return NUMBERS[number] || String(number); }
function capital(text) { return text.charAt(0).toUpperCase() + text.slice(1); }
function bare(range) { return range.min === range.max ? String(range.min) : range.min + "–" + range.max; }
function origins(range) {
  return bare(range) + (range.min === 1 && range.max === 1 ? " origin" : " origins");
}
function originsSpelt(range) {
  if (range.min === 1 && range.max === 1) { return "one origin"; }
  if (range.min === range.max) { return spelt(range.min) + " origins"; }
  return spelt(range.min) + " to " + spelt(range.max) + " origins";
}
function dots(range) {
  var certain = Math.min(range.min, 9);
  var possible = Math.min(Math.max(range.max - range.min, 0), 9 - certain);
  return repeated("●", certain) + repeated("○", possible);
}
function repeated(text, times) { return new Array(times + 1).join(text); }
function all(root, selector) { return Array.prototype.slice.call(root.querySelectorAll(selector)); }
function make(name, kind, text) {
  var node = document.createElement(name);
  node.className = kind;
  node.textContent = text;
  return node;
}

// Something on the page that goes back to what it was.
function Place(node) {
  this.node = node;
  this.key = node.getAttribute("data-count");
  this.nodes = Array.prototype.slice.call(node.childNodes);
  this.marked = Boolean(node.querySelector(".dots"));
  var last = this.nodes[this.nodes.length - 1];
  this.text = last ? last.textContent.trim() : "";
}
Place.prototype.fill = function (nodes, own) {
  var node = this.node;
  while (node.firstChild) { node.removeChild(node.firstChild); }
  nodes.forEach(function (child) { node.appendChild(child); });
  node.classList.toggle("own", own);
};
Place.prototype.restore = function () { this.fill(this.nodes, false); };
// Shows a number of origins; says whether it is another than the dossier's.
Place.prototype.show = function (range) {
  var text = origins(range);
  if (text === this.text) { this.restore(); return false; }
  var nodes = [document.createTextNode(" " + text + " "), was(this.text.replace(/ origins?$/, ""))];
  if (this.marked) {
    nodes.unshift(make("span", "dots", dots(range)));
    nodes[0].setAttribute("aria-hidden", "true");
  }
  this.fill(nodes, true);
  return true;
};
Place.prototype.showText = function (text, before, aside) {
  if (text === before) { this.restore(); return; }
  this.fill([document.createTextNode(text), aside], true);
};
function was(text) { return make("span", "was", "(dossier: " + text + ")"); }

function Story(article, data) {
  this.article = article;
  this.data = data;
  this.off = {};
  (data.refused || []).forEach(function (number) { this.off[number] = true; }, this);
  this.switches = all(article, ".switch input");
  this.places = all(article, "[data-count]").map(function (node) { return new Place(node); });
  this.statuses = all(article, "[data-status]").map(function (node) { return new Place(node); });
  this.gist = new Place(article.querySelector(".gist"));
  this.bar = article.querySelector(".reader-bar");
  this.remark = article.querySelector(".reader-remark");
  this.dossier = count(data, this.off);
  this.last = null;
}
function linksOf(node) { return node.getAttribute("data-links").split(" ").map(Number); }
Story.prototype.isOff = function (node) {
  var off = this.off;
  return linksOf(node).every(function (number) { return off[number]; });
};
// The links that the reader has switched off, by number.
Story.prototype.refused = function () {
  var given = this.data.refused || [];
  return Object.keys(this.off).map(Number).filter(function (number) {
    return this.off[number] && given.indexOf(number) < 0;
  }, this).sort(function (a, b) { return a - b; });
};
Story.prototype.name = function (number) {
  var sigla = this.data.sigla, links = this.data.grounds.links, link = links[number];
  if (link) { return sigla[link.source] + (link.kind === "edge" ? " → " : " – ") + sigla[link.target]; }
  var naming = this.data.grounds.namings[number - links.length];
  return naming.label + " → " + sigla[naming.report];
};
Story.prototype.turn = function (input) {
  var off = this.off;
  linksOf(input).forEach(function (number) { off[number] = input.checked; });
  this.last = input;
  this.update(true);
};
Story.prototype.allOn = function () {
  var off = this.off;
  this.refused().forEach(function (number) { off[number] = false; });
  this.update(true);
  if (this.last) { this.last.focus(); }
};
Story.prototype.update = function (aloud) {
  var counts = count(this.data, this.off), changed = 0;
  this.places.forEach(function (place) {
    var range = counts[place.key];
    if (range && place.show(range) && place.key !== "story") { changed += 1; }
  });
  this.showStatuses(counts);
  this.listNew(counts);
  this.showGist(counts);
  this.markSwitches();
  this.markCollapses();
  this.say(counts, changed, aloud);
};
Story.prototype.statusOf = function (counts, at) {
  if (this.data.contradicted.indexOf(at) >= 0) { return "contradicted"; }
  return counts["c" + at].min >= 2 ? "corroborated" : "single";
};
Story.prototype.tally = function (counts) {
  var tally = { corroborated: 0, single: 0, contradicted: 0 };
  this.data.claims.forEach(function (_, at) { tally[this.statusOf(counts, at)] += 1; }, this);
  return tally;
};
var STATUS = { corroborated: "corroborated", single: "from a single origin" };
Story.prototype.showStatuses = function (counts) {
  var tally = this.tally(counts), story = this;
  this.statuses.forEach(function (place) {
    var now = String(tally[place.node.getAttribute("data-status")]);
    place.showText(now, place.text, make("span", "was", "; dossier: " + place.text));
  });
  this.places.forEach(function (place) {
    if (place.key.charAt(0) !== "c") { return; }
    var at = Number(place.key.slice(1)), now = story.statusOf(counts, at);
    if (now === story.statusOf(story.dossier, at)) { return; }
    place.node.appendChild(make("span", "own-status", " now " + STATUS[now]));
  });
};
// Claims stay where they stood; under the heading that they now belong to are the ways to them.
Story.prototype.listNew = function (counts) {
  var story = this;
  all(story.article, ".own-claims").forEach(function (list) { list.parentNode.removeChild(list); });
  story.statuses.forEach(function (place) {
    var status = place.node.getAttribute("data-status"), heading = place.node.parentNode;
    var found = story.data.claims.map(function (_, at) { return at; }).filter(function (at) {
      return story.statusOf(counts, at) === status && story.statusOf(story.dossier, at) !== status;
    });
    if (found.length) { heading.parentNode.insertBefore(story.waysTo(found), heading.nextSibling); }
  });
};
Story.prototype.waysTo = function (claims) {
  var list = make("p", "own-claims", "By your count also"), id = this.article.id.replace(/story$/, "c");
  claims.forEach(function (at, place) {
    var way = make("a", "", "c" + (at + 1));
    way.href = "#" + id + (at + 1);
    list.appendChild(document.createTextNode(place ? ", " : " "));
    list.appendChild(way);
  });
  return list;
};
Story.prototype.showGist = function (counts) {
  this.gist.showText(gist(this.data, counts.story, this.tally(counts)), this.gist.text, was(this.gist.text));
};
function gist(data, range, tally) {
  var reports = data.sigla.length, claims = data.claims.length;
  if (reports === 1) { return "One report tells this story, so nothing in it is corroborated."; }
  var text = capital(spelt(reports)) + " reports rest on " + originsSpelt(range) + ".";
  if (claims > 1) { text += gistOfClaims(claims, tally); }
  return data.without ? text + " " + capital(data.without) + "." : text;
}
function gistOfClaims(claims, tally) {
  return " Of " + spelt(claims) + " claims " + verb(tally.corroborated, "is", "are") +
    " corroborated, " + verb(tally.single, "goes", "go") + " back to a single origin, " +
    verb(tally.contradicted, "is", "are") + " contradicted.";
}
function verb(count, singular, plural) {
  return (count ? spelt(count) : "none") + " " + (count === 1 ? singular : plural);
}
Story.prototype.markSwitches = function () {
  this.switches.forEach(function (input) {
    var off = this.isOff(input), entry = input.parentNode.parentNode;
    input.checked = off;
    entry.classList.toggle("off", off);
    var details = entry.querySelector("details[id]");
    if (details) { this.markLine(details.id, off); }
  }, this);
};
Story.prototype.markLine = function (id, off) {
  all(this.article, "svg a.edge").forEach(function (line) {
    if (line.getAttribute("href") !== "#" + id || line.classList.contains("off") === off) { return; }
    line.classList.toggle("off", off);
    var name = line.getAttribute("aria-label").replace(/, switched off$/, "");
    line.setAttribute("aria-label", name + (off ? ", switched off" : ""));
    strike(line, off);
  });
};
// A cross on the line, nearer to where it ends: there fewer lines meet than in the middle.
function strike(line, off) {
  var path = line.querySelector(".stroke"), old = line.querySelector(".strike");
  if (old) { line.removeChild(old); }
  if (!off) { return; }
  var at = path.getPointAtLength(path.getTotalLength() * 0.72);
  var cross = document.createElementNS("http://www.w3.org/2000/svg", "path");
  cross.setAttribute("class", "strike");
  cross.setAttribute("d", "M" + (at.x - 6) + " " + (at.y - 6) + "l12 12m0 -12l-12 12");
  line.appendChild(cross);
}
Story.prototype.markCollapses = function () {
  all(this.article, ".collapses [data-links]").forEach(function (item) {
    var off = this.isOff(item), told = item.querySelector(".told-off");
    item.classList.toggle("off", off);
    if (off && !told) { item.appendChild(make("span", "told-off", " You do not accept this link.")); }
    if (!off && told) { item.removeChild(told); }
  }, this);
};
Story.prototype.say = function (counts, changed, aloud) {
  var off = this.refused(), names = off.map(this.name, this);
  this.bar.classList.toggle("idle", off.length === 0);
  this.remark.hidden = off.length === 0;
  this.remark.textContent = "Your count: the links " + listed(names) + " are switched off. " +
    "Numbers that this changes are marked, with the dossier’s beside them.";
  if (off.length === 1) {
    this.remark.textContent = this.remark.textContent.replace("the links", "the link").replace(" are ", " is ");
  }
  if (aloud) { this.bar.querySelector("p").textContent = this.sentence(off, counts, changed); }
};
Story.prototype.sentence = function (off, counts, changed) {
  var now = bare(counts.story), before = bare(this.dossier.story);
  if (!off.length) { return "All links count again: " + origins(this.dossier.story) + "."; }
  var text = "With " + off.length + (off.length === 1 ? " link" : " links") + " switched off: ";
  text += now === before ? "still " + origins(counts.story) : origins(counts.story) + " instead of " + before;
  if (!changed) { return text + "; no other number changes."; }
  return text + "; " + changed + (changed === 1 ? " other number changes." : " other numbers change.");
};
function listed(names) {
  if (names.length < 2) { return names.join(""); }
  return names.slice(0, -1).join(", ") + " and " + names[names.length - 1];
}
Story.prototype.open = function () {
  var story = this;
  story.switches.forEach(function (input) {
    input.addEventListener("change", function () { story.turn(input); });
  });
  story.bar.querySelector("button").addEventListener("click", function () { story.allOn(); });
  story.update(false);
  all(story.article, ".switch, .invitation, .reader-bar").forEach(function (node) { node.hidden = false; });
};

all(document, "article.story").forEach(function (article) {
  var data = article.querySelector("script.recount");
  if (data) { new Story(article, JSON.parse(data.textContent)).open(); }
});
