"""What registers tell of businesses: the columns they share, with the mistakes each makes in its own way."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from rajut import definitions
from rajut.sampling.mistakes import Mistakes
from rajut.sampling.naming import BARE, HONORIFIC
from rajut.sampling.owners import given_names, last_names
from rajut.sampling.words import Whole, Words, digits, either, join, only
from rajut.sampling.world import World

STREETS = definitions.load("sampling_names").content["streets"]
RT_MOST, RW_MOST, HOUSE_MOST = 9, 12, 150


def business_name(world: World, rows: Whole, mistakes: Mistakes) -> pa.Array:
    """The name with another legal form, or the owner's instead of the brand, mistyped, or missing."""
    count = len(rows)
    names = world.name.of(rows)
    other_form = mistakes.random.integers(6, size=count)  # the first forms of the list: none, UD, CV, Toko, PD, Usaha
    form = np.where(mistakes.happen("name_form", count), np.where(mistakes.random.random(count) < 0.5, 0, other_form), names.form)
    by_owner = mistakes.happen("name_core", count) & (names.kind != BARE)
    kind = np.where(by_owner, np.where(names.kind == HONORIFIC, BARE, HONORIFIC), names.kind)
    text = names.but(form=form, kind=kind).text(rows, world.owner, world.lines)
    return mistakes.lose(mistakes.slip(text, "typo_name"), "name_missing")


def true_name(world: World, rows: Whole) -> pa.Array:
    return world.name.of(rows).text(rows, world.owner, world.lines)


def owner_name(world: World, rows: Whole, mistakes: Mistakes) -> pa.Array:
    """The owner with the second name as an initial or left out, with a title, mistyped, or missing."""
    count, owner = len(rows), world.owner
    parts = owner.parts[rows]
    first, last = given_names().text(owner.first[rows]), last_names().text(owner.last[rows])
    initial = pc.utf8_slice_codeunits(last, 0, 1)
    short = either(mistakes.random.random(count) < 0.5, join(first, only(parts > 1, initial)), first)
    text = either(mistakes.happen("owner_short", count), short, owner.name(rows))
    hajj = either(owner.female[rows], "Hj.", pa.repeat("H.", count))
    title = either(mistakes.random.random(count) < 0.6, hajj, either(owner.female[rows], "Ibu", pa.repeat("Bpk", count)))
    text = join(only(mistakes.happen("owner_title", count), title), text)
    return mistakes.lose(mistakes.slip(text, "typo_owner"), "owner_missing")


def street_address(world: World, rows: Whole, mistakes: Mistakes, *, style: int = 0, with_rt: bool = True) -> pa.Array:
    """Street, house number, RT and RW. `style` is the register's own way to write them; some rows keep another way."""
    count = len(rows)
    ways = np.where(mistakes.happen("address_style", count), mistakes.random.integers(4, size=count), style)
    street, house, rt, rw = address_parts(world, rows)
    text = join(_STREET_WORD.text(ways), street, _HOUSE_WORD.text(ways), digits(house))
    if with_rt:
        text = join(text, rt_rw(rt, rw, ways))
    return mistakes.lose(mistakes.slip(text, "typo_address"))


_STREET_WORD = Words([["Jl.", "Jalan", "Jln", "JL"]])
_HOUSE_WORD = Words([["No.", "No", "No.", "no"]])
_STREETS = Words([STREETS])


def address_parts(world: World, rows: Whole) -> tuple[pa.Array, Whole, Whole, Whole]:
    """Street, house number, RT and RW follow from the owner's made-up NIB, which spares four columns."""
    source = world.owner.nib[rows] + world.place.line[rows]
    street = _STREETS.text((source % len(STREETS)).astype(np.int32))
    return street, source // 71 % HOUSE_MOST + 1, source // 20_011 % RT_MOST + 1, source // 300_007 % RW_MOST + 1


def rt_rw(rt: Whole, rw: Whole, way: Whole) -> pa.Array:
    plain = join("RT", digits(rt, 2), "RW", digits(rw, 2))
    slash = join("RT ", digits(rt, 3), "/RW ", digits(rw, 3), between="")
    short = join("Rt.", digits(rt, 2), "/", digits(rw, 2), between="")
    return either(way == 0, plain, either(way == 1, slash, short))


def phone(world: World, rows: Whole, mistakes: Mistakes, *, style: int) -> pa.Array:
    """0 = 0812…, 1 = +62812…, 2 = 62812…, 3 = 812… (a spreadsheet ate the zero), 4 = 0812-3456-7890."""
    count = len(rows)
    other = mistakes.happen("phone_other", count)
    number = digits(np.where(other, world.owner.other_phone[rows], world.owner.phone[rows]))
    way = np.where(mistakes.happen("phone_style", count), mistakes.random.integers(5, size=count), style)
    grouped = join(*(pc.utf8_slice_codeunits(number, start, end) for start, end in ((0, 3), (3, 7), (7, None))), between="-")
    body = either(way == 4, grouped, number)
    lead = Words([["0", "+62", "62", "", "0"]]).text(way)
    return mistakes.lose(only(world.phone[rows], join(lead, body, between="")))


def identity_number(number: Whole, width: int, mistakes: Mistakes) -> pa.Array:
    """A NIK or NIB, sometimes with one of its last three digits wrong, sometimes missing."""
    count = len(number)
    place = 10 ** mistakes.random.integers(3, size=count)
    digit = number // place % 10
    wrong = number + ((digit + mistakes.random.integers(1, 10, size=count)) % 10 - digit) * place
    return mistakes.lose(digits(np.where(mistakes.happen("typo_number", count), wrong, number), width))


def village_told(world: World, rows: Whole, mistakes: Mistakes) -> tuple[Whole, Whole]:
    """Village and district as told: sometimes a neighbouring number of the list, in the same regency."""
    village = world.place.village[rows]
    district = world.country.district_of[village]
    village = np.where(mistakes.happen("wrong_village", len(rows)), _beside(village, world.country.regency_of, mistakes), village)
    regency_of = world.country.regency_of[np.searchsorted(world.country.district_of, np.arange(len(world.country.district.code)))]
    district = np.where(mistakes.happen("wrong_district", len(rows)), _beside(district, regency_of, mistakes), district)
    return village, district


def _beside(area: Whole, regency_of: Whole, mistakes: Mistakes) -> Whole:
    """The next or the one before in the official list, if it is in the same regency."""
    other = np.clip(area + np.where(mistakes.random.random(len(area)) < 0.5, 1, -1), 0, len(regency_of) - 1)
    return np.where(regency_of[other] == regency_of[area], other, area)


def activity(world: World, rows: Whole, mistakes: Mistakes) -> pa.Array:
    """What the business does, in words of this or another register's clerk."""
    line = world.place.line[rows]
    again = world.lines.activities.pick(line, mistakes.random.random(len(rows)))
    position = np.where(mistakes.happen("activity_other", len(rows)), again, world.activity[rows])
    return mistakes.lose(mistakes.slip(world.lines.activities.text(position), "typo_name"), "activity_missing")


def kbli(world: World, rows: Whole, mistakes: Mistakes) -> pa.Array:
    """The KBLI 2020 code; sometimes that of another line of business."""
    line = world.place.line[rows]
    wrong = mistakes.happen("kbli_wrong", len(rows))
    line = np.where(wrong, mistakes.random.integers(len(world.lines.kbli), size=len(rows)), line)
    return mistakes.lose(pa.array(world.lines.kbli).take(pa.array(line)), "kbli_missing")


def workers(world: World, rows: Whole, mistakes: Mistakes) -> pa.Array:
    true = world.figures.workers[rows].astype(np.int64)
    change = mistakes.random.integers(-1, 3, size=len(rows))
    told = np.where(mistakes.happen("figures_differ", len(rows)), np.maximum(true + change, 1), true)
    return mistakes.lose(pa.array(told))


def rupiah(amount: Whole, mistakes: Mistakes) -> pa.Array:
    """A figure as told; where it differs it is up to a third lower or higher, in whole millions."""
    factor = np.exp(mistakes.random.uniform(-0.4, 0.3, len(amount)))
    other = np.maximum(np.round(amount * factor / 1e6), 1).astype(np.int64) * 1_000_000
    return mistakes.lose(pa.array(np.where(mistakes.happen("figures_differ", len(amount)), other, amount)))


def observed_on(rows: Whole, register: str) -> pa.Array:
    """The day each row was written down, YYYY-MM-DD; spread over the register's days by the business's number."""
    first, days = definitions.load("sampling").content["observed"][register]
    spread = (np.asarray(rows, dtype=np.int64) * 7919) % days
    return pa.array(np.datetime_as_string(np.datetime64(str(first), "D") + spread))
