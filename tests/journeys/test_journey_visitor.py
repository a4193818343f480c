"""A visitor's way: from the national map to a cluster, by mouse or by keyboard, in either language."""

from __future__ import annotations

from support.person import Person, on_the_phone, on_the_wide_screen
from support.small_world import BATIK


def test_from_the_country_to_a_cluster(person: Person) -> None:
    person.go("/")
    person.wait_for_map()
    person.page.get_by_role("link", name="Jawa Tengah").click()
    person.wait_for_map()
    person.is_at("/wilayah/33/")
    person.page.get_by_role("link", name="Kota Surakarta").click()
    person.wait_for_map()
    person.is_at("/wilayah/3372/")
    person.page.get_by_role("link", name="Klaster batik Laweyan").click()
    person.wait_for_map()
    person.is_at(f"/klaster/{BATIK}/")
    person.sees("Kebutuhan dan rencana pembinaan")
    person.fits_the_screen()


def test_a_click_on_the_map_opens_the_province(person: Person) -> None:
    person.go("/")
    person.wait_for_map()
    person.page.locator("[data-map]").scroll_into_view_if_needed()
    box = person.page.locator("[data-map] canvas").bounding_box()
    west, south, east, north = map(float, person.page.get_attribute("[data-map]", "data-box").split(","))
    # Kalimantan Timur (116.5 E, 0.5 N) lies well inside the map; the projection is nearly linear so near the equator.
    scale = min((box["width"] - 32) / (east - west), (box["height"] - 32) / (north - south))
    x = box["x"] + box["width"] / 2 + (116.5 - (west + east) / 2) * scale
    y = box["y"] + box["height"] / 2 - (0.5 - (south + north) / 2) * scale
    person.page.mouse.move(x, y)
    person.page.wait_for_function("document.querySelector('.map-note').textContent.includes('70')")
    person.page.mouse.click(x, y)
    person.page.wait_for_url("**/wilayah/64/")


@on_the_wide_screen
def test_by_keyboard_alone(person: Person) -> None:
    person.go("/")
    keyboard = person.page.keyboard
    keyboard.press("Tab")
    assert person.page.evaluate("document.activeElement.className") == "skip"
    keyboard.press("Enter")
    for _ in range(40):
        keyboard.press("Tab")
        if person.page.evaluate("document.activeElement.textContent") == "Jawa Tengah":
            break
    keyboard.press("Enter")
    person.page.wait_for_url("**/wilayah/33/")


def test_the_buttons_of_the_map_speak_the_readers_language_and_show_where_one_is(person: Person) -> None:
    for address, closer in (("/wilayah/33/", "Perbesar peta"), ("/en/wilayah/33/", "Zoom in")):
        person.go(address)
        person.wait_for_map()
        button = person.page.get_by_role("button", name=closer)
        person.page.locator("[data-map] canvas").focus()
        person.page.keyboard.press("Tab")
        assert button.evaluate("button => button === document.activeElement && getComputedStyle(button).outlineStyle") == "solid"


def test_only_a_map_beside_a_table_says_that_there_is_one(person: Person) -> None:
    for address, said in (("/wilayah/33/", True), (f"/klaster/{BATIK}/", False)):
        person.go(address)
        person.wait_for_map()
        assert ("tabel di sampingnya" in person.page.locator("[data-map] canvas").get_attribute("aria-label")) == said


@on_the_phone
def test_a_wide_table_keeps_its_names_in_sight(person: Person) -> None:
    person.go("/klaster/")
    table = person.page.get_by_role("region", name="Klaster fesyen dan tekstil")
    assert table.evaluate("table => { table.scrollLeft = 1000; return table.scrollLeft }") > 0
    assert person.page.get_by_role("link", name="Klaster batik Laweyan").bounding_box()["x"] >= 0
    person.fits_the_screen()


@on_the_wide_screen
def test_filter_by_product_line(person: Person) -> None:
    person.go("/")
    person.page.get_by_label("Lini produk", exact=True).select_option(label="Tenun")
    person.page.get_by_role("button", name="Tampilkan").click()
    person.page.wait_for_url("**/?lini=weaving")
    person.wait_for_map()
    assert person.page.locator("tr[data-code='64'] [data-figure]").inner_text() == "67"
    assert person.page.locator("tr[data-code='33'] [data-figure]").inner_text() == "ditahan"
    person.fits_the_screen()


@on_the_phone
def test_switch_the_language_and_stay(person: Person) -> None:
    person.go("/wilayah/33/?lini=batik")
    person.page.get_by_role("link", name="English").click()
    person.page.wait_for_url("**/en/wilayah/33/?lini=batik")
    person.sees("Clusters in Jawa Tengah")
    person.page.get_by_role("link", name="Bahasa Indonesia").click()
    person.page.wait_for_url("**/wilayah/33/?lini=batik")
    person.sees("Klaster di Jawa Tengah")


@on_the_phone
def test_search_clusters(person: Person) -> None:
    person.go("/klaster/")
    person.page.get_by_label("Cari nama").fill("tenun")
    person.page.keyboard.press("Enter")
    person.page.wait_for_url("**cari=tenun**")
    person.sees("Klaster tenun Samarinda Seberang")
    person.sees_no("Klaster batik Laweyan")
    person.fits_the_screen()


def test_it_works_without_javascript(portal: str, browser: object) -> None:
    context = browser.new_context(java_script_enabled=False)  # type: ignore[attr-defined]
    page = context.new_page()
    page.goto(f"{portal}/?lini=weaving")
    assert page.locator(".map-sorry").is_visible()
    page.get_by_role("link", name="Kalimantan Timur").click()
    assert page.get_by_role("heading", name="Kalimantan Timur", level=1).is_visible()
    context.close()


@on_the_phone
def test_on_a_phone_a_reason_is_wide_enough_to_read_and_the_title_of_a_table_is_whole(person: Person) -> None:
    person.go(f"/klaster/{BATIK}/")
    person.sees("Kebutuhan lima layanan")
    assert min(person.page.eval_on_selector_all("td.told", "cells => cells.map(cell => cell.offsetWidth)")) >= 200
    ends = person.page.eval_on_selector_all(".scroll caption", "titles => titles.map(title => title.getBoundingClientRect().right)")
    assert max(ends) <= person.page.viewport_size["width"]
