"""Paper and back: printed, drawn as a scanner would, shuffled, turned, damaged; the same content digest or none."""

from __future__ import annotations

import io
import random
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from PIL import Image, ImageChops, ImageDraw, ImageFilter

from ibhxh.dossier import Attachment, Content, Sheet, freeze
from ibhxh.formats.barcode import Filed, Frame, MissingPages, Rebuilt, by_dossier, rebuild
from ibhxh.printing import TooMuchForPaper, print_content, read_pages
from ibhxh.printing.paper import LANDSCAPE, PORTRAIT, SLOT
from tests.build.sheets import D02, D02_OF_2017, FILED_ON, HEADER, LAW, draft, worker
from tests.printing.conftest import AT, file_of, of_people, scanned

pytestmark = pytest.mark.real


def frames_in(*files: bytes | Path) -> list[Frame]:
    """All frames of some files."""
    return [frame for page in read_pages(files) for frame in page.frames]


def read_back(*files: bytes | Path) -> Rebuilt:
    """The content of some files of one dossier."""
    found = rebuild(frames_in(*files), LAW)
    assert isinstance(found, Rebuilt), found
    return found


def turned(image: Image.Image, degrees: float) -> Image.Image:
    """The sheet as it may lie on the glass."""
    return image.rotate(degrees, expand=True, fillcolor=255, resample=Image.Resampling.BICUBIC)


def without_symbol(image: Image.Image, place: int, dpi: int) -> Image.Image:
    """The page with one barcode covered, e.g. by a stain."""
    paper = LANDSCAPE if image.width > image.height else PORTRAIT
    x, y = paper.slots()[place]
    left, top, right, bottom = (round(edge / 25.4 * dpi) for edge in (x, y, x + SLOT, y + SLOT))
    ImageDraw.Draw(image).rectangle((left, top, right, bottom), fill=255)
    return image


def seal_over_symbols(size: tuple[int, int]) -> Image.Image:
    """Red ink, as a careless hand puts it on the barcodes at the foot."""
    ink = Image.new("RGB", size, "white")
    ImageDraw.Draw(ink).ellipse(
        (20, size[1] - 330, 320, size[1] - 30), outline=(225, 30, 40), fill=(235, 90, 90), width=9
    )
    return ink


def test_the_file_itself_is_read(sixty: Content, sixty_pdf: bytes, tmp_path: Path) -> None:
    file = tmp_path / "print.pdf"
    file.write_bytes(sixty_pdf)
    assert read_back(file) == Rebuilt(sixty, None, len(pypdfium2.PdfDocument(sixty_pdf)), 0, ())


@pytest.mark.parametrize("dpi", [200, 300])
def test_scans_in_any_order_and_direction_with_one_symbol_lost(sixty: Content, sixty_pdf: bytes, dpi: int) -> None:
    dice = random.Random(dpi)  # noqa: S311 - a seeded shuffle hides no secret
    pages = [without_symbol(image, dice.randrange(4), dpi) for image in scanned(sixty_pdf, dpi)]
    files = [
        file_of(turned(page, degrees)) for page, degrees in zip(pages, [0, 90, 180, 270, 3, -7, 1] * 2, strict=False)
    ]
    dice.shuffle(files)
    found = read_back(*files)
    assert found.content.digest == sixty.digest
    assert found.content == sixty
    assert found.mended > 0


def test_poor_scans_are_read(sixty: Content, sixty_pdf: bytes) -> None:
    dice = random.Random(5)  # noqa: S311 - a seeded shuffle hides no secret
    poor = []
    for image in scanned(sixty_pdf, 200):
        blurred = turned(image, dice.uniform(-3, 3)).filter(ImageFilter.GaussianBlur(0.8))
        noise = Image.frombytes("L", blurred.size, dice.randbytes(blurred.width * blurred.height))
        out = io.BytesIO()
        Image.blend(blurred.point(lambda value: 40 + value * 180 // 255), noise, 0.15).save(out, "JPEG", quality=55)
        poor.append(out.getvalue())
    assert read_back(*poor).content == sixty


def test_scans_as_pdf_and_tiff_are_read(sixty: Content, sixty_pdf: bytes) -> None:
    pages = scanned(sixty_pdf, 200)
    black_and_white = [page.convert("1", dither=Image.Dither.NONE) for page in pages]
    red_seal = [ImageChops.multiply(page.convert("RGB"), seal_over_symbols(page.size)) for page in pages]
    for kind, images in (("PDF", pages), ("PDF", black_and_white), ("TIFF", black_and_white), ("PDF", red_seal)):
        assert read_back(file_of(images[0], kind, images[1:])).content == sixty


def test_a_faxed_pdf_is_read(sixty: Content, sixty_pdf: bytes) -> None:
    """CCITT pictures, plain and with black and white exchanged, as office scanners write them."""
    pdf = pikepdf.new()
    for number, page in enumerate(scanned(sixty_pdf, 200)):
        bits = page.convert("1", dither=Image.Dither.NONE)
        tiff = io.BytesIO()
        bits.save(tiff, "TIFF", compression="group4", strip_size=1 << 30)
        with Image.open(tiff) as written:
            start, length = written.tag_v2[273][0], written.tag_v2[279][0]
            black_is_1 = written.tag_v2[262] == 1
        sheet = pdf.add_blank_page(page_size=(page.width * 72 / 200, page.height * 72 / 200))
        exchanged = bool(number % 2)
        picture = pikepdf.Stream(pdf, tiff.getvalue()[start : start + length])
        picture.stream_dict = pikepdf.Dictionary(
            Type=pikepdf.Name.XObject,
            Subtype=pikepdf.Name.Image,
            Width=page.width,
            Height=page.height,
            BitsPerComponent=1,
            ColorSpace=pikepdf.Name.DeviceGray,
            Filter=pikepdf.Name.CCITTFaxDecode,
            DecodeParms=pikepdf.Dictionary(
                K=-1, Columns=page.width, Rows=page.height, BlackIs1=black_is_1 != exchanged
            ),
            Decode=pikepdf.Array([1, 0] if exchanged else [0, 1]),
        )
        sheet.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Im=picture))
        orders = f"q {sheet.MediaBox[2]} 0 0 {sheet.MediaBox[3]} 0 0 cm /Im Do Q"
        sheet.Contents = pikepdf.Stream(pdf, orders.encode())
    out = io.BytesIO()
    pdf.save(out)
    assert read_back(out.getvalue()).content == sixty


def test_a_missing_page_is_named(sixty_pdf: bytes) -> None:
    files = [file_of(image) for number, image in enumerate(scanned(sixty_pdf, 200), 1) if number != 2]
    missing = rebuild(frames_in(*files), LAW)
    assert isinstance(missing, MissingPages)
    assert missing.lacking == {2: ()}


def test_two_dossiers_in_one_pile(sixty: Content, sixty_pdf: bytes) -> None:
    other = of_people(3)
    files = [sixty_pdf, print_content(other, LAW, printed_at=AT, trial=False)]
    assert {
        found.content.digest for group in by_dossier(frames_in(*files)).values() if (found := rebuild(group, LAW))
    } == {sixty.digest, other.digest}


def test_a_page_of_something_else_has_no_frames() -> None:
    (page,) = read_pages([file_of(Image.new("L", (1654, 2339), 255))])
    assert page.frames == ()
    assert page.whole


def test_the_filing_travels_on_the_first_page() -> None:
    filed = Filed("ab" * 32, "GD-260713-0001")
    content = of_people(2)
    pdf = print_content(content, LAW, printed_at=AT, trial=False, filed=filed)
    assert read_back(pdf) == Rebuilt(content, filed, 1, 0, ())


def test_the_list_of_2017_round_trips() -> None:
    own = {field.id for field in D02_OF_2017.wire.row}
    rows = [{name: cell for name, cell in worker().items() if name in own} for _ in range(30)]
    header = {name: cell for name, cell in HEADER.items() if name != "wage_region"}
    content = freeze(draft(Sheet.of(D02_OF_2017, header, rows)), made_on=FILED_ON)
    assert read_back(print_content(content, LAW, printed_at=AT, trial=True)).content == content


def test_too_many_attachments_for_four_symbols_get_a_sheet_of_symbols() -> None:
    papers = tuple(Attachment("contract", f"hop-dong-{n}.pdf", "application/pdf", bytes([n])) for n in range(60))
    content = freeze(draft(files=papers), made_on=FILED_ON)
    pdf = print_content(content, LAW, printed_at=AT, trial=False)
    assert len(pypdfium2.PdfDocument(pdf)) == 2
    for dpi in (200, 300):
        assert read_back(*map(file_of, scanned(pdf, dpi))).content == content


def test_what_no_sheet_of_symbols_holds_is_refused() -> None:
    dice = random.Random(1)  # noqa: S311 - a seeded shuffle hides no secret
    note = "".join(chr(dice.randrange(0x4E00, 0x9FA5)) for _ in range(9_000))
    content = freeze(draft(Sheet.of(D02, HEADER, [worker(), worker(note=note)])), made_on=FILED_ON)
    with pytest.raises(TooMuchForPaper) as refusal:
        print_content(content, LAW, printed_at=AT, trial=False)
    assert refusal.value.text("vi").startswith("Dòng 2: Nội dung quá dài")
