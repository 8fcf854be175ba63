"""From a draft to an article: identity, date, language; ArticleRejected with the reason where it cannot be one."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterable, Iterator
from email.utils import parsedate_to_datetime
from functools import cache
from typing import TYPE_CHECKING
from urllib.parse import urldefrag

from graph.errors import ArticleRejected, StoreUnavailable
from graph.model import Article, digest
from ingest.report import Report
from ingest.sources.base import Draft

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

WORDS_FOR_LANGUAGE = 12  # below, py3langid takes real English headlines for other languages
LANGUAGE_SAMPLE = 2000  # characters that decide
# Of 4,284 real items py3langid calls 43 not English: 26 that are not, all at .74 or more, and 17 English ones full of
# names, at .50 or less but for Nigerian Pidgin, which no news site writes.
SURE_OF_LANGUAGE = 0.7
ENGLISH = frozenset({"en", "pcm"})
SHORTEST = 3  # words; less states no fact
LONGEST = 1_000_000  # characters; the longest of 4,284 real items has 60,000, and one article is read as a whole

_ISO = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(?:[T ].*)?$")
_WORD = re.compile(r"\w+")


def clean(drafts: Iterable[Draft], report: Report) -> Iterator[Article]:
    """The articles among the drafts; the others are counted in `report` by reason."""
    for draft in drafts:
        try:
            yield make_article(draft)
        except ArticleRejected as refusal:
            report.refuse_article(refusal, draft.where)


def make_article(draft: Draft) -> Article:
    """One article. Its id is the given one, else the canonical URL, else a digest of its content."""
    if draft.refusal is not None:
        raise draft.refusal
    title, text = (draft.title, draft.text) if draft.exact else (tidy(draft.title), tidy(draft.text))
    words = _WORD.findall(f"{title} {text}")
    if len(words) < SHORTEST:
        raise ArticleRejected("empty" if not words else "too short", f"{len(words)} words")
    if len(text) > LONGEST:
        raise ArticleRejected("too long", f"{len(text):,} characters; split it into its articles")
    check_language(f"{title}\n{text}", len(words))
    url = canonical_url(draft.url) if draft.url else None
    return Article(
        id=draft.id or url or digest("article", title, text),
        text=text,
        title=title,
        url=url,
        published=parse_published(draft.published) if draft.published else None,
        source=draft.source,
        author=draft.author,
    )


def tidy(text: str) -> str:
    """Without odd spaces and zero-width marks, which break words apart for every reader after this one."""
    text = re.sub(r"[\u200b\u200c\u2060\ufeff\u00ad]", "", text)
    return re.sub(r"[ \t\u00a0\u2000-\u200a\u202f\u205f\u3000]+", " ", text).strip()


def canonical_url(url: str) -> str | None:
    """The address without tracking parameters and fragment (courlan); None for what is no web address."""
    from courlan import clean_url

    if not re.match(r"https?://[^\s/]+", url, re.IGNORECASE):
        return None
    cleaned: str | None = clean_url(urldefrag(url).url)
    return cleaned


def parse_published(text: str) -> str:
    """An ISO date cut to what is known; ArticleRejected for what is no date, since all relative dates hang on it."""
    iso = _ISO.match(text.strip())
    parts = [p for p in iso.groups() if p is not None] if iso else []
    if not parts:
        parts = list(_mail_date(text))
    year, month, day = (*map(int, parts), 1, 1)[:3] if parts else (0, 0, 0)
    if not (1 <= month <= 12 and 1 <= day <= 31 and year > 1000):
        raise ArticleRejected("published is no date", f"{text!r}; write it as 2025-01-23, 2025-01 or 2025")
    return "-".join(parts)


def _mail_date(text: str) -> Iterator[str]:
    """The date of an RFC 5322 header, as feeds write it."""
    try:
        found = parsedate_to_datetime(text)
    except ValueError:
        return
    yield from found.date().isoformat().split("-")


def check_language(text: str, words: int) -> None:
    """ArticleRejected for a text that is surely in another language than English; a short plain one passes."""
    if words < WORDS_FOR_LANGUAGE and text.isascii():
        return
    language, probability = _identifier().classify(text[:LANGUAGE_SAMPLE])
    if language not in ENGLISH and probability >= SURE_OF_LANGUAGE:
        raise ArticleRejected("not English", f"the language looks like {language!r}; only English is read")


@cache
def _identifier() -> LanguageIdentifier:
    """The model takes half a second to load, and py3langid unpacks it through a temporary file."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    try:
        return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    except OSError as error:
        place = tempfile.gettempdir()
        raise StoreUnavailable(f"{place}: no room to work in ({error.strerror}); free some or set TMPDIR") from error
