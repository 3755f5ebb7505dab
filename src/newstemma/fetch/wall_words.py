"""Words by which walls, missing pages and refusals speak, in the languages of most news sites.

English, German, French, Spanish, Italian, Portuguese, Dutch, Polish, Russian, Ukrainian, the Scandinavian
languages, Japanese, Chinese, Turkish. They are looked for in short blocks and titles, never in running text.
"""

from __future__ import annotations

import re

__all__ = ["ABSENCE", "CONSENT", "DOORS", "FURNITURE_CLASS", "LETTER", "MISSING", "OFFER", "PAY", "READ",
           "REFUSED", "SCRIPTED", "THING", "WALL", "WALL_CLASS"]  # fmt: skip


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(patterns), re.IGNORECASE)


WALL = _any(
    # English
    r"to (?:continue|keep) reading", r"(?:continue|keep) reading (?:with|for|by)", r"\bpaywall\b",
    r"read the (?:rest|full (?:story|article))", r"\bsubscribers?[- ]only\b",
    r"\b(?:premium|members?)[- ]only\b",
    r"\b(?:only|exclusive\w*|reserved) (?:\w+ ){0,2}(?:paying |paid |our )?(?:subscribers?|members)\b",
    r"\bfor (?:paying|paid) (?:subscribers?|members)\b", r"\bunlock (?:this|the full)\b",
    # German
    r"(?:weiter)?lesen (?:sie )?(?:\w+ ){0,3}mit (?:dem |einem |unserem )?[\w-]*(?:\+|plus\b|abo\b)",
    r"\b(?:nur|exklusiv) für (?:\w+ )?abonnent",
    r"(?:inhalt|artikel) (?:ist|nur) (?:\w+ )?(?:kostenpflichtig|mit abo)",
    r"(?:um|zum) (?:den (?:ganzen )?artikel )?weiter(?:zu)?lesen\b",
    # French
    r"réservée?s? (?:à|aux|pour) (?:nos |les )?abonné",
    r"il vous reste \d+\s*% (?:de cet article )?à (?:lire|découvrir)",
    r"pour (?:lire la suite|continuer (?:votre |la )?lecture)",
    r"la suite (?:de cet article )?est réservée",
    # Spanish
    r"para (?:seguir|continuar) leyendo", r"\b(?:solo|sólo|exclusiv\w+) para (?:nuestros )?suscriptores",
    r"\bcontenido exclusivo\b",
    # Italian
    r"riservat[oaie] agli abbonati", r"(?:continua|continuare) a leggere",
    r"leggi (?:con l'abbonamento|tutto)",
    r"per leggere (?:tutto|l'articolo)",
    # Portuguese
    r"(?:exclusiv\w+|só) para (?:\w+ )?(?:assinantes|subscritores)", r"para (?:continuar a|seguir) ler?\w*",
    r"para ler (?:na íntegra|o artigo completo)",
    # Dutch
    r"(?:exclusief|alleen) voor abonnees",
    # Polish
    r"pozostało \d+\s*% tekstu", r"aby (?:czytać dalej|przeczytać (?:cały|całość))",
    r"(?:tylko|wyłącznie) dla (?:prenumeratorów|subskrybentów|abonentów)",
    # Russian, Ukrainian
    r"(?:доступ\w*|открыт\w*) (?:только )?(?:по подписке|(?:для )?подписчик)", r"только для подписчиков",
    r"(?:читать|чтобы (?:читать|прочитать)) (?:дальше|далее|полностью)",
    r"(?:доступн\w+|тільки) (?:за передплатою|для передплатників)",
    # Scandinavian
    r"för att (?:läsa|fortsätta)", r"for å lese (?:videre|hele)", r"for at læse (?:videre|hele)",
    r"(?:bara|endast|kun|bare) for (?:abonnent|betalende)", r"(?:bara|endast) för prenumeranter",
    # Japanese, Chinese, Turkish
    r"有料会員", r"会員限定", r"残り\s?\d+文字", r"订阅后",
    r"[订訂][阅閱].{0,6}(?:全文|阅读|閱讀)", r"付费(?:阅读|內容|内容)",
    r"okumaya devam etmek için", r"(?:sadece|yalnızca) abonelere",
)  # fmt: skip
"""That the rest is for those who pay; no newsletter box says so."""

OFFER = _any(
    r"already a (?:paid |paying )?(?:subscriber|member)", r"\bsubscribe (?:now|today|for)\b",
    r"\bstart your (?:free )?trial\b", r"\b(?:continue|keep) reading (?:with|for|by)",
    r"(?:continua|continuare) a leggere", r"continue lendo", r"\b(?:verder lezen|lees verder)\b",
    r"\bcreate (?:a|your) (?:free )?account\b", r"\blog ?in (?:or|to) (?:subscribe|continue|read)\b",
    r"\blogged in as\b",
    r"jetzt (?:abonnieren|testen|weiterlesen)", r"bereits abonnent", r"kostenlos registrieren",
    r"déjà abonné", r"abonnez-vous", r"je m'abonne", r"suscr[ií]b[ea]", r"ya (?:eres|soy) suscriptor",
    r"inicia sesión",
    r"\babbonati\b", r"già abbonato", r"\bassine\b", r"já é assinante", r"faça a sua assinatura",
    r"word abonnee",
    r"al abonnee", r"met een abonnement", r"kup (?:subskrypcję|dostęp|prenumeratę)",
    r"masz już (?:konto|subskrypcję)",
    r"оформ\w+ подписк", r"по подписке", r"оформ\w+ передплат", r"\bprenumerera\b", r"bli abonnent",
    r"bliv abonnent",
    r"abone ol",
)  # fmt: skip
"""That one can pay; it stands below free articles too."""

PAY = _any(
    r"\bsubscri\w+", r"\bmembers?(?:hip)?\b", r"\bsign (?:up|in)\b", r"\blog ?in\b",
    r"\bregist(?:er|rier|r)\w*",
    r"\bjoin us\b", r"\btrial\b", r"\bunlimited\b", r"[€$£¥]\s?\d|\d\s?(?:€|euro?s?\b|kr\b|zł\b|руб)",
    r"\babo(?:s|nn\w*)?\b", r"\w-abo\b", r"\bzugriff\b", r"\bzugang\b", r"\bfreischalten\b",
    r"\banmelden\b", r"\btesten\b",
    r"\babonn\w+", r"\bconnecte[rz]\b", r"\binscri\w+", r"\baccès illimité\b", r"\bsuscri\w+",
    r"\bregístr\w+",
    r"\binicia(?:r|e)? sesión\b", r"\bacceso ilimitado\b", r"\babbona\w+", r"\baccedi\b",
    r"\bassin(?:e|ar|ante\w*|atura)\b",
    r"\bcadastr\w+", r"\bacesso (?:ilimitado|total)\b", r"\bsubscritor\w*", r"\bprenumer\w+",
    r"\bsubskry\w+", r"\bdostęp\w*",
    r"\bzaloguj\b", r"\bwykup\w*", r"подпис\w+", r"\bвойдите\b", r"зарегистрир\w+", r"передплат\w+",
    r"увійдіть",
    r"\blogga in\b", r"\blogg inn\b", r"\blog ind\b", r"有料", r"会員", r"ログイン",
    r"[订訂][阅閱]", r"付费|付費",
    r"登录|登錄|登入",
    r"\babone\b", r"\büye\b",
)  # fmt: skip
READ = _any(
    r"\b(?:read|article|story|report)(?:s|ing)?\b", r"\b(?:weiter)?(?:zu)?lesen\b", r"\bweiterlesen\b",
    r"\bartikel\w*", r"\bbeitrag\b",
    r"\blire\b", r"\blecture\b", r"\barticles?\b", r"\bleer\b", r"\bleyendo\b", r"\bartículos?\b",
    r"\bnota\b", r"\bnoticia\b",
    r"\bleggere\b", r"\barticol[oi]\b", r"\bler\b", r"\blendo\b", r"\bartigos?\b",
    r"\breportage(?:m|ns)\b", r"\bmatéria\b",
    r"\blezen\b", r"\bczyta\w*", r"\bprzeczyta\w*", r"\bartykuł\w*", r"\bчита\w+", r"\bпрочита\w+",
    r"\bстать\w+", r"\bматериал\w*",
    r"\bläsa\b", r"\blese\b", r"\blæse\b", r"\bartikkel\w*", r"記事", r"読", r"全文", r"文章", r"阅读|閱讀",
    r"\bhaber\w*", r"\bokuma\w*",
)  # fmt: skip
"""``PAY`` and ``READ`` in one short block of the article: whoever wants to read must pay or register."""

THING = _any(
    r"\b(?:page|article|story|post|content|link|url)\b", r"\b(?:seite|artikel|beitrag|inhalt)\b",
    r"\bpágina\b", r"\bpagina\b",
    r"\bartículo\b", r"\bcontenido\b", r"\bartigo\b", r"\bconteúdo\b", r"\barticolo\b", r"\bcontenuto\b",
    r"\bstron\w+",
    r"\bartykuł\w*", r"страниц\w+", r"стать\w+", r"материал\w*", r"сторінк\w+", r"\bsida\w*",
    r"\bside[nr]?\b", r"ページ", r"页面|頁面",
    r"\bsayfa\w*",
)  # fmt: skip
ABSENCE = _any(
    r"\bnot\b", r"n['’]t\b", r"\bcannot\b", r"\bno (?:longer|such)\b",
    r"\b(?:removed|deleted|withdrawn|expired|missing|moved|gone)\b",
    r"\bnicht\b", r"\bgelöscht\b", r"\bentfernt\b", r"\bplus\b", r"\bpas\b", r"\bintrouvable\b",
    r"\bsupprimée?\b",
    r"\bno\b", r"\beliminad[oa]\b", r"\bnão\b", r"\bremovid[oa]\b", r"\bnon\b", r"\brimoss[oa]\b",
    r"\bniet\b", r"\bverwijderd\b",
    r"\bnie\b", r"\busunięt\w+", r"\bне\b", r"удал[её]н\w*", r"видален\w*", r"\binte\b", r"\bikke\b",
    r"見つかり", r"不存在|找不到|已删除",
    r"\bbulunamadı\b",
)  # fmt: skip
"""``THING`` and ``ABSENCE`` in the title or a short block of a page with hardly any text: it is not there."""

DOORS = _any(
    r"\bblocked\b", r"\bsecurity\b", r"\b(?:ro)?bots?\b", r"\bhuman\b", r"\bunable to access\b",
    r"\baccess\b", r"\bbrowser\b",
    r"\bcloudflare\b", r"\bray id\b", r"\bverif\w+", r"\binterruption\b", r"\bfirewall\b",
    r"\bip address\b", r"\bautomated\b",
    r"\bgesperrt\b", r"\bsicherheits\w+", r"\bmensch\b", r"\bzugriff\b", r"\bhumain\b", r"\bsécurité\b",
    r"\bbloqué\w*", r"\bhumano\b",
    r"\bbloquead[oa]\b", r"\bseguridad\b", r"\bробот\w*", r"заблокирован\w*", r"\bчеловек\b",
)  # fmt: skip
"""Two of these on a page with hardly any text: it is a check of who is there."""

LETTER = _any(
    r"news-?letter", r"рассылк", r"розсилк", r"nyhetsbrev", r"nyhedsbrev", r"ニュースレター", r"bülten",
    r"\bpodcast", r"\bchannel\b", r"\btelegram\b", r"\byoutube\b", r"\bwhatsapp\b",
)  # fmt: skip
"""What is offered is a letter or a channel, not the article."""

CONSENT = _any(
    r"\bvendors\b", r"\bpermission\b", r"\bdisagree\b", r"\bwithdraw\b", r"\bcookies?\b", r"\bprivacy\b",
    r"\bconsent\w*", r"\bpartners?\b", r"\bpersonali[sz]ed\b",
    r"\bpersonal data\b",
    r"\b(?:accept|reject|allow|agree)(?: (?:to )?all| and)?\b",
    r"\bmanage (?:options|settings|preferences|privacy)",
    r"\bmore options\b", r"\bon (?:a|your) device\b", r"\bbefore you continue\b",
    r"\bwerbung\b", r"\btracking\b", r"\bzustimm\w*", r"\beinwillig\w*", r"\bakzeptier\w*",
    r"\bablehnen\b", r"\bdatenschutz\w*",
    r"\bverarbeiten\b", r"\bwerbefrei\w*", r"\bpur-abo\b", r"\beinstellungen\b",
    r"\btraceurs?\b", r"\bpartenaires?\b", r"\b(?:continuer sans )?accepter\b", r"\bacceptez\b",
    r"\bj'accepte\b", r"\bconsentement\b",
    r"\bparamétrer\b", r"\brefuser\b", r"\bpublicitaires?\b", r"\bsans publicité\b",
    r"\bavec votre accord\b",
    r"\bprivacidade?\b", r"\bsocios\b", r"\baceptar\b", r"\brechazar\b", r"\bconsentimi?ento\b",
    r"\bconfigurar\b",
    r"\baccett\w+", r"\brifiuta\w*", r"\bconsenso\b", r"\bfornitori\b", r"\bdispositivo\b", r"\bgestisci\b",
    r"\bparceiros\b", r"\baceitar\b", r"\brecusar\b", r"\bgerir (?:opções|preferências)",
    r"\bdados pessoais\b",
    r"\btoestemming\b", r"\bakkoord\b", r"\binstellen\b", r"\baccepteren\b", r"\bweigeren\b",
    r"\bgegevens\b",
    r"\bprywatnoś\w+", r"\bpartnerzy\b", r"\bpartnerów\b", r"\bzgadzam\b", r"\bakceptuj\w*",
    r"\bustawienia\b", r"\bzgod\w\b",
    r"\bpliki cookie\b", r"\bprzechowujemy\b", r"\bprzejdź do serwisu\b",
    r"\bкуки\b", r"\bсогласи\w+", r"\bпринять\b", r"\bотклонить\b", r"\bнастройк\w+",
    r"\bперсональных данных\b", r"\bобработку данных\b",
    r"\bпартн[её]р\w*", r"\bгодж\w+", r"\bприйняти\b",
    r"\bsamtyck\w*", r"\bgodkänn\w*", r"\bsamtykke\w*", r"\bacceptera\b", r"\btillåt\b", r"\bgodta\b",
    r"\binställningar\b",
    r"同意", r"接受", r"çerez\w*", r"kabul et\w*",
)  # fmt: skip
"""What consent forms are made of; each hit counts, and articles about consent have few to the line."""

MISSING = _any(
    r"\b(?:page|article|story|post)(?:'s| you\w* \w+ \w+)? (?:was|is|could|can|has|have|does)? ?"
    r"(?:not|n['’]t|no longer|been) (?:be )?(?:found|available|exist|removed|deleted|moved)",
    r"can['’]t be found",
    r"\b(?:page|nothing) (?:was )?(?:not )?found\b",
    r"\b(?:error|http|fehler|erreur|ошибка|błąd) ?404\b", r"^\W*404\b", r"no longer available",
    r"has expired",
    r"seite (?:wurde )?(?:nicht|leider nicht) gefunden",
    r"(?:seite|artikel|beitrag) (?:existiert|ist) (?:leider )?nicht (?:mehr|verfügbar)",
    r"page (?:introuvable|non trouvée|n['’]existe)", r"n['’]existe (?:pas|plus)",
    r"n['’]est plus (?:disponible|en ligne)",
    r"página (?:no|que \w+ no|não|que \w+ não) (?:\w+ )?(?:encontrad\w|existe|disponible)",
    r"no (?:se ha )?encontrad[oa]",
    r"não (?:foi )?encontrad[oa]", r"ya no (?:existe|está disponible)",
    r"pagina non (?:trovata|esiste)", r"contenuto non (?:trovato|disponibile)", r"non è più disponibile",
    r"pagina (?:is )?niet gevonden", r"pagina bestaat niet", r"niet (?:meer )?beschikbaar",
    r"nie znaleziono", r"strona nie istnieje", r"nie można znaleźć",
    r"страниц[аы] не (?:найдена|существует)", r"сторінк[ау] не знайдено",
    r"материал (?:удал[её]н|не найден)",
    r"sidan (?:kunde inte |kan inte |finns inte)\w*",
    r"siden (?:finnes ikke|findes ikke|ble ikke funnet|blev ikke fundet)",
    r"ページが見つかりません", r"お探しのページ", r"页面不存在", r"找不到.{0,4}[页頁]", r"sayfa bulunamadı",
)  # fmt: skip
"""That there is no such page."""

REFUSED = _any(
    r"incapsula incident", r"\bcaptcha\b", r"you are (?:a )?(?:human|not a (?:ro)?bot)",
    r"are you a (?:human|robot)",
    r"verif\w+ (?:that )?you are", r"checking your browser",
    r"enable javascript and cookies to continue", r"unusual (?:traffic|activity)",
    r"access (?:to this page )?(?:has been |is )?denied", r"press (?:&|and) hold",
    r"don['’]t have permission to access",
    r"request (?:was )?(?:blocked|unsuccessful)", r"(?:ro)?bot (?:detection|protection)",
    r"zugriff (?:verweigert|gesperrt)",
    r"accès refusé", r"acceso denegado", r"доступ (?:запрещ[её]н|ограничен)", r"rate limit",
)  # fmt: skip
"""That programs are not let in, said with status 200."""

SCRIPTED = _any(
    r"(?:enable|turn on|activate|requires?|need|without) (?:\w+ ){0,2}javascript",
    r"javascript (?:is|must|muss|aktivieren|to be)",
    r"aktivieren sie (?:bitte )?javascript", r"activer javascript", r"activ[ae]r? javascript",
    r"habilit\w+ (?:el |o )?javascript",
    r"abilita\w* javascript", r"включите javascript", r"włącz\w* (?:obsługę )?javascript",
    r"schakel javascript",
    r"aktivera javascript",
    r"^\W*(?:loading|laden|lädt|chargement|cargando|caricamento|загрузка|ładowanie|carregando)\b.{0,60}$",
)  # fmt: skip
"""That a script would bring the text."""

FURNITURE_CLASS = re.compile(
    r"(?:^|[\s_-])(?:related|recommend\w*|read-?next|read-?more|read-?also|most-?read|trending|comments?|"
    r"disqus|newsletter|breadcrumbs?|sidebar|widgets?|social|share|sharing|donat\w+)(?:$|[\s_-])",
    re.IGNORECASE,
)
"""Names of boxes that stand beside or below an article and are none of it."""

WALL_CLASS = re.compile(
    r"pay-?wall|reg-?wall|subscription-?wall|leaky_paywall|\btp-container|tp-modal|"
    r"piano-?(?:offer|container|wall)|upgrade-cta|metering|subscriber-only|premium-?(?:wall|gate|barrier)|"
    r"abo-?(?:wall|schranke)|article-?gate|poool",
    re.IGNORECASE,
)
"""Names that paywalls give to their boxes."""
