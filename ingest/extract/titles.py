"""The language of job titles, as a regular expression over masked text in lower case."""

from __future__ import annotations

import re

_RANK = (
    r"senior|junior|lead|chief|deputy|vice|executive|executive-level|managing|associate|assistant|acting|"
    r"interim|co-|principal|general|global|regional|national|corporate|group|joint|founding|top|longtime|"
    r"long-time|veteran|staff|distinguished|head|director|new|non-executive|independent|honorary|outgoing|"
    r"incoming|first|second"
)
_FIELD = (
    r"ai|artificial intelligence|machine learning|ml|research|product|products|technology|technical|scientific|"
    r"science|operating|operations|financial|finance|commercial|revenue|marketing|legal|policy|security|"
    r"information|privacy|safety|trust|strategy|strategic|business|development|data|people|human resources|hr|"
    r"design|creative|content|communications|press|media|public affairs|government affairs|public policy|"
    r"investor relations|medical|compliance|growth|partnerships|engineering|software|hardware|infrastructure|"
    r"platform|cloud|sales|customer|experience|administrative|accounting|investment|risk|sustainability|"
    r"supply chain|compensation|networking|robotics|robot|silicon|chip|editorial|news|managing|brand|community|"
    r"learning|evangelist|international|tax|digital|transformation|innovation|diversity|antitrust|north america|"
    r"europe|european|american|asia|uk|us|u\.s\.|china|india|japan"
)
_HEAD = (
    r"investor|banker|trader|reporter|veteran|specialist|organi[sz]er|planner|buyer|"
    r"ceo|cfo|coo|cto|cmo|cio|ciso|cso|cpo|cro|clo|cao|evp|svp|vp|gm|chief executive officer|chief executives?|"
    r"chief [a-z]+ officer|chief [a-z]+ [a-z]+ officer|chief of staff|"
    r"chief (?:[a-z]+ )?(?:scientist|economist|engineer|architect|technologist|counsel|lobbyist|strategist|"
    r"legal officer|operating officer|technology officer|financial officer|product officer|researcher|"
    r"designer|editor|evangelist|lawyer|executive)|"
    r"(?:vice[- ])?president|vice[- ]chair(?:man|woman)?|chair(?:man|woman|person)?|founder|co-?founder|"
    r"co-?founders|founders|director|directors|manager|head|boss|leader|executive|executives|exec|employees?|engineers|researchers|scientists|officer|"
    r"general counsel|counsel|lawyer|attorney|secretary|treasurer|partner|principal|engineer|scientist|"
    r"researcher|developer|designer|architect|analyst|economist|strategist|consultant|adviser|advisor|"
    r"spokes(?:man|woman|person)|representative|rep|editor|editor-in-chief|editor in chief|reporter|journalist|"
    r"correspondent|columnist|writer|producer|professor|lecturer|fellow|technologist|evangelist|lobbyist|"
    r"commissioner|minister|controller|employee|owner|co-?ceo|co-?chief executive|co-?head|co-?lead|lead|chief"
)
# A title: words of rank and field, a head noun, and what it is of when that is no name ("head of AI research").
_FIELDS = rf"(?:{_FIELD})(?:(?:,? and | & | )(?:{_FIELD}))*\b"
TITLE = (
    rf"(?:(?:{_RANK}|{_FIELD})(?:,? and | & |, |[ -])){{0,5}}?(?:{_HEAD})\b"
    rf"(?: (?:of|for) (?:the )?(?:global |corporate |applied |consumer )?{_FIELDS})?"
    rf"(?:(?: and|,| &) (?:(?:{_RANK}|{_FIELD})[ -]){{0,3}}?(?:{_HEAD})\b)*"
)
# "co-founder and CEO" is the job of a CEO; "chairman and chief executive" two things, of which one is a job
_BESIDE = re.compile(
    r"(?:(?:co-?)?founder|(?:vice[- ])?chair(?:man|woman|person)?|owner)(?:,| and| &) (?:the )?", re.IGNORECASE
)


def job_title(title: str) -> str:
    """The job in a title: without what founders, chairs and owners are besides."""
    return _BESIDE.sub("", title)
