// Draws the map of a page. Its figures are those of the page's own table (data-code, data-class): the
// table is the source, the map its picture, so both always say the same.
import * as maplibre from "../maplibre/maplibre-gl.mjs";

const frame = document.querySelector("[data-map]");
const token = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
const CLASSES = ["0", "1", "2", "3", "4", "5", "x", "less", "same", "more"];

function figures() {
  const rows = new Map();
  for (const row of document.querySelectorAll("tr[data-code]")) {
    rows.set(row.dataset.code, {
      class: row.dataset.class,
      figure: row.querySelector("[data-figure]").textContent.trim(),
      page: row.querySelector("a").href,
    });
  }
  return rows;
}

function style() {
  const shade = ["match", ["get", "class"], ...CLASSES.flatMap((name) => [name, token(`--scale-${name}`)]), token("--scale-0")];
  const dim = ["case", ["boolean", ["feature-state", "under"], false], 0.75, 1];
  return {
    version: 8,
    sources: {},
    layers: [{ id: "sea", type: "background", paint: { "background-color": token("--sea") } }],
    shade,
    dim,
  };
}

function newMap() {
  const { shade, dim, ...basis } = style();
  const map = new maplibre.Map({
    container: frame,
    style: basis,
    bounds: frame.dataset.box ? frame.dataset.box.split(",").map(Number) : [95, -11, 141, 6],
    fitBoundsOptions: { padding: 16, maxZoom: 11 },
    attributionControl: false,
    dragRotate: false,
    pitchWithRotate: false,
    touchPitch: false,
    renderWorldCopies: false,
    maxZoom: 13,
    cooperativeGestures: false,
    fadeDuration: 0,
    locale: { "NavigationControl.ZoomIn": frame.dataset.closer, "NavigationControl.ZoomOut": frame.dataset.farther },
  });
  map.touchZoomRotate.disableRotation();
  map.scrollZoom.disable(); // a page must scroll past its map; the buttons, a double click and two fingers zoom
  map.addControl(new maplibre.NavigationControl({ showCompass: false }), "top-right");
  map.getCanvas().setAttribute("aria-label", frame.dataset.label);
  return { map, shade, dim };
}

async function json(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  return answer.json();
}

function addLand(map, shapes) {
  map.addSource("land", { type: "geojson", data: shapes });
  map.addLayer({ id: "land", type: "fill", source: "land", paint: { "fill-color": token("--land"), "fill-antialias": false } });
}

function addAreas(map, shapes, rows, shade, dim) {
  for (const shape of shapes.features) {
    const row = rows.get(shape.properties.code);
    shape.properties.class = row ? row.class : "0";
  }
  map.addSource("areas", { type: "geojson", data: shapes, promoteId: "code" });
  map.addLayer({ id: "areas", type: "fill", source: "areas", paint: { "fill-color": shade, "fill-opacity": dim } });
  map.addLayer({ id: "borders", type: "line", source: "areas", paint: { "line-color": token("--land-line"), "line-width": 0.7 } });
}

function addClusters(map, points) {
  map.addSource("clusters", { type: "geojson", data: points });
  map.addLayer({
    id: "clusters",
    type: "circle",
    source: "clusters",
    layout: { "circle-sort-key": ["-", 0, ["get", "members"]] },
    paint: {
      "circle-radius": ["interpolate", ["linear"], ["sqrt", ["get", "members"]], 1, 3, 30, 16],
      "circle-color": ["case", ["==", ["get", "id"], frame.dataset.cluster ?? ""], token("--nila"), token("--point")],
      "circle-opacity": 0.85,
      "circle-stroke-color": token("--point-line"),
      "circle-stroke-width": 1,
    },
  });
}

function follow(map, rows) {
  const note = document.createElement("div");
  note.className = "map-note";
  frame.append(note);
  let under;
  const mark = (code) => {
    if (under !== undefined) map.setFeatureState({ source: "areas", id: under }, { under: false });
    under = code;
    if (under !== undefined) map.setFeatureState({ source: "areas", id: under }, { under: true });
  };
  const found = (event) => map.queryRenderedFeatures(event.point, { layers: ["clusters", "areas"].filter((id) => map.getLayer(id)) })[0];
  map.on("mousemove", (event) => {
    const feature = found(event);
    const facts = feature?.properties;
    const isCluster = feature?.layer.id === "clusters";
    const row = facts && rows.get(facts.code);
    note.textContent = !facts ? "" : isCluster ? `${facts.name}: ${facts.shown} ${frame.dataset.members.toLowerCase()}` : row ? `${facts.name}: ${row.figure}` : facts.name;
    map.getCanvas().style.cursor = isCluster || row ? "pointer" : "";
    mark(facts && !isCluster ? facts.code : undefined);
  });
  map.on("mouseout", () => { note.textContent = ""; mark(undefined); });
  map.on("click", (event) => {
    const feature = found(event);
    const page = feature?.layer.id === "clusters" ? feature.properties.page : rows.get(feature?.properties.code)?.page;
    if (page) window.location.assign(page);
  });
}

async function draw() {
  const rows = figures();
  const { map, shade, dim } = newMap();
  const [shapes, land, points] = await Promise.all([
    json(frame.dataset.boundaries),
    frame.dataset.land ? json(frame.dataset.land) : null,
    frame.dataset.clusters ? json(frame.dataset.clusters) : null,
    map.loaded() ? null : new Promise((ready) => map.once("load", ready)),
  ]);
  if (land) addLand(map, land); // so that neighbours do not look like sea
  addAreas(map, shapes, rows, shade, dim);
  if (points) addClusters(map, points);
  follow(map, rows);
  map.once("idle", () => { frame.dataset.ready = "yes"; });
  // Another colour scheme needs other colours; the page is drawn anew rather than layer by layer.
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => window.location.reload());
}

draw().catch(() => {
  const sorry = document.createElement("p");
  sorry.className = "map-sorry";
  sorry.textContent = frame.dataset.sorry;
  frame.replaceChildren(sorry);
  frame.dataset.ready = "no";
});
