"""asosiasi_fesyen.csv: members of a fashion association. Half English, city only, an Instagram name, products."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from rajut.sampling import told
from rajut.sampling.mistakes import Mistakes
from rajut.sampling.naming import brand_words
from rajut.sampling.owners import given_names
from rajut.sampling.words import Whole, digits, either, join, only
from rajut.sampling.world import World

CATEGORIES = {
    "batik": "Batik",
    "weaving": "Tenun / Traditional Textile",
    "garments": "Ready to Wear",
    "tailoring": "Tailor & Couture",
    "muslim_wear": "Modest Fashion",
    "embroidery": "Embroidery / Bordir",
    "knitwear": "Knitwear",
    "footwear": "Shoes & Sandals",
    "bags_leather": "Bags & Leather",
    "accessories": "Accessories",
    "textiles": "Textile Supplier",
    "trade": "Retail / Boutique",
}


def columns(world: World, rows: Whole, mistakes: Mistakes, first_row: int) -> dict[str, pa.Array]:
    country = world.country
    village, district = told.village_told(world, rows, mistakes)
    regency = country.regency.name.take(pa.array(country.regency_of[village]))
    number = np.arange(first_row, first_row + len(rows))
    return {
        "Member ID": join("APF-", digits(number, 6), between=""),
        "Brand / Nama Usaha": told.business_name(world, rows, mistakes),
        "Owner": told.owner_name(world, rows, mistakes),
        "WhatsApp": told.phone(world, rows, mistakes, style=1),
        "City": pc.replace_substring_regex(regency, "^(Kabupaten|Kota Administrasi|Kota) ", ""),
        "Province": mistakes.lose(country.province.name.take(pa.array(country.province_of[village]))),
        "Alamat": address(world, rows, village, district, mistakes),
        "Category": category(world, rows, mistakes),
        "Products": told.activity(world, rows, mistakes),
        "Instagram": instagram(world, rows, mistakes),
        "NIB": only(
            world.membership["oss_perizinan"][rows] & (mistakes.random.random(len(rows)) < 0.6),
            told.identity_number(world.owner.nib[rows], 13, mistakes),
        ),
        "Employees": told.workers(world, rows, mistakes),
        "Since": mistakes.lose(pa.array(world.figures.started[rows])),
        "Timestamp": told.observed_on(rows, "asosiasi_fesyen"),
    }


def address(world: World, rows: Whole, village: Whole, district: Whole, mistakes: Mistakes) -> pa.Array:
    """Street, village and district in one cell; sometimes the village is left out."""
    street = told.street_address(world, rows, mistakes, style=0, with_rt=False)
    short = mistakes.random.random(len(rows)) < 0.3
    name = only(~short, world.country.village.name.take(pa.array(village)))
    return join(street, name, join("Kec.", world.country.district.name.take(pa.array(district))), between=", ")


def category(world: World, rows: Whole, mistakes: Mistakes) -> pa.Array:
    labels = pa.array([*(CATEGORIES[segment] for segment in world.lines.segments), "Associate Member"])
    label = labels.take(pa.array(world.segment[rows].astype(np.int64) % len(labels)))
    return mistakes.lose(either(world.muslim[rows], "Modest Fashion", label))


def instagram(world: World, rows: Whole, mistakes: Mistakes) -> pa.Array:
    """A handle from the brand or the owner's name; about two thirds have one."""
    names = world.name.of(rows)
    core = either(names.kind < 2, brand_words().text(names.first), given_names().text(world.owner.first[rows]))
    handle = pc.utf8_lower(join("@", core, ".", world.lines.names.text(names.line_word), between=""))
    has = world.owner.nib[rows] % 3 > 0
    return mistakes.lose(only(has, pc.replace_substring(handle, " ", "")))
