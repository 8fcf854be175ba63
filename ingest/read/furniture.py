"""Lines of a newspaper page that are no text: bylines, share bars, picture credits, prompts, update notes."""

from __future__ import annotations

import re

MONTHS = (
    "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|"
    "nov(?:ember)?|dec(?:ember)?"
)
_PERSON = r"[A-Z][\w.'’-]+(?: (?:[A-Z][\w.'’-]*|de|van|der|von|la|bin|al)){1,4}"
_NETWORKS = "facebook|twitter|x|linkedin|whatsapp|reddit|email|e-mail|pinterest|telegram|flipboard|threads|bluesky"

# Each was seen on saved pages or in the bulk articles; a pattern must match the whole line.
_ANY_CASE = [
    r".*\bnewspaper icon\b.*",
    r".*\b\d+ ?min(?:ute)?s? read\b.*",
    r"by .{2,60}[|⏐·•].*",
    r"(?:share|tweet|pin|email|print|copy link|save|like|comments?|\d+ comments?|gift|bookmark|listen)[ !:.]*",
    r"(?:share|tweet|post|follow us|send)(?: this)?(?: (?:article|story|page|post))?(?: (?:on|via|to|by))? ?"
    rf"(?:{_NETWORKS})?",
    rf"(?:(?:{_NETWORKS}|share|copy link|print)[ ,|/·•]+){{2,}}(?:{_NETWORKS}|share|copy link|print)?",
    r"(?:read|see|watch|listen|learn) (?:more|also|next|now|the full (?:story|article|report))\b.*",
    r"(?:also read|related|related (?:articles?|stories|reading|coverage|topics?)|recommended|more (?:from|on|stories)|"
    r"see also|don['’]t miss|further reading|additional reading|trending|most (?:popular|read)|latest (?:news|stories)|"
    r"editors?['’]s? picks?|up next|in this (?:article|story)|table of contents|topics|tags|filed under|category)"
    r"(?:\s*:.*)?",
    r"(?:related|read more|more|see also|tags?|topics?|filed under|categories|source|sources|via)\s*[:|].{0,160}",
    r"view (?:link|comments?|all|gallery|image|more|in app)",
    r"(?:image|images|photo|photos|picture|video|credit|photo credit|image credits?|photograph|illustration|graphic|"
    r"screenshot|caption|photographer)(?: credits?)?(?: by)?\s*[:|].{0,200}",
    r"(?:photo|image|illustration|video|graphic|screenshot|photography)s? by .{2,80}",
    r"(?:©|\(c\)|copyright)\s.{0,120}",
    r".{0,80}\ball rights reserved\b.{0,60}",
    r"(?:getty images|reuters|ap photo|associated press|shutterstock|bloomberg via getty images|afp)(?:[ /].{0,40})?",
    rf"(?:update|updated|correction|clarification|editor['’]s note)s?,? ?\(?(?:{MONTHS})\b.*",
    r"(?:update|updated|editor['’]s note|disclosure|note to readers)(?: \d)?\s?[:,].*",
    r"(?:this (?:article|story|post) (?:was|has been|originally|first)|a version of this (?:article|story)).*",
    r"(?:sign up|subscribe|sign in|log in|register|join|get) (?:for|to|here|now|today|up|our|the latest|in)\b"
    r".*\b(?:newsletter|inbox|updates?|account|alerts?|subscribers?|free|today|now|emails?|daily|weekly|headlines)\b.*",
    r"(?:sign up|subscribe|sign in|log in|subscribe now|newsletters?|advertisement|sponsored|promoted|ad|"
    r"skip to (?:main )?content|menu|search|close|loading|play|home|news)\s*[.!:…]*",
    r"follow (?:us|@\w+|our)\b.{0,120}",
    r"(?:enter|submit) your (?:email|e-mail).*",
    r"by (?:submitting|signing up|subscribing|clicking|providing)\b.*\b(?:terms|privacy|agree|policy)\b.*",
    r"if you (?:buy|purchase|click).{0,80}\b(?:commission|affiliate)\b.*",
    r".*\bmay earn (?:a |an )?(?:\w+ )?commission\b.*",
    r"(?:we use|this (?:site|website) uses) cookies\b.*",
    r"(?:published|posted|last updated|updated|first published|modified)(?: on| at)?:? .{0,60}\d.{0,30}",
    rf"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,? )?(?:{MONTHS})\.? \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}}.{{0,30}}",
    rf"\d{{1,2}} (?:{MONTHS}) \d{{4}}.{{0,30}}",
    r"\d+ (?:minutes?|hours?|days?|weeks?|months?|years?) ago",
    r"\(?(?:additional )?reporting by .{2,200}",
    r"\(?(?:writing|editing|compiled) by .{2,200}",
    r"our standards:.*",
    r"[—–-]+ .{1,60}\(@\w+\).{0,40}",
    r".{0,40}pic\.twitter\.com/\w+.{0,60}",
    r"https?://\S+",
    r"@\w+",
    r"[\W\d_]{1,12}",
    r"(?:tap|click|scroll) (?:here|below|to)\b.{0,120}",
    r"(?:don['’]t have an account|already a subscriber|create (?:a|an|your) (?:free )?account).*",
]
_BYLINES = [
    rf"(?:By|by|BY) {_PERSON}(?:(?:,| and|, and) {_PERSON})*(?:,? [\w .,@-]{{0,60}})?",
    rf"{_PERSON} for [A-Z]\w+(?: \w+)?",
    rf"{_PERSON}(?: ?/ ?)[A-Z][\w ]{{1,40}}",
    r"Photo(?:graph)?s? (?:by|courtesy of) .{2,80}",
    r"Image via .{2,60}",
]
_FURNITURE = re.compile("|".join(f"(?:{p})" for p in _ANY_CASE), re.IGNORECASE)
_BYLINE = re.compile("|".join(f"(?:{p})" for p in _BYLINES))
PROMPT_LENGTH = 400  # a longer line is a paragraph whatever it starts with


def is_furniture(line: str) -> bool:
    """Whether a whole line (stripped) belongs to the page and not to the text."""
    if len(line) > PROMPT_LENGTH:
        return False
    return _FURNITURE.fullmatch(line) is not None or _BYLINE.fullmatch(line) is not None
