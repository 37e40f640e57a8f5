"""The search as a student asks it: what stands first, over http and from disk."""

import yaml

from scripts.project import ROOT

QUESTIONS = yaml.safe_load((ROOT / "tests/course/questions_of_students.yml").read_text(encoding="utf-8"))
INPUT = ".md-search__input"
# The place that the Enter key would open: of the first page's places the one with the best score.
FIRST = """() => {
    const links = [...document.querySelectorAll('.md-search-result__item:first-child a')];
    const score = (link) => Number(link.querySelector('[data-md-score]').dataset.mdScore);
    const best = links.sort((a, b) => score(b) - score(a))[0];
    const url = new URL(best.href);
    return decodeURIComponent(url.pathname + url.hash);
}"""


def ask(page, question):
    """The first place that the search gives for a question."""
    page.fill(INPUT, "")
    page.locator(INPUT).press("End")
    page.locator(".md-search-result__item").first.wait_for(state="detached")
    page.fill(INPUT, question)
    page.locator(INPUT).press("End")
    page.locator(".md-search-result__item a").first.wait_for()
    return page.evaluate(FIRST)


def test_a_question_of_a_student_leads_to_the_place_that_answers_it(open_page, home):
    page = open_page(home + "index.html")
    page.keyboard.press("/")
    assert len(QUESTIONS) >= 30
    found = {one["question"]: ask(page, one["question"]) for one in QUESTIONS}
    wrong = {
        one["question"]: found[one["question"]]
        for one in QUESTIONS
        if not found[one["question"]].endswith(tuple(f"/{place}" for place in one["first"]))
    }
    assert wrong == {}
    page.fill(INPUT, "")
    assert ask(page, "thery") == ask(page, "Théry")
    assert ask(page, "tgf-β") == ask(page, "TGF beta")


def test_the_documents_of_the_search_come_when_somebody_searches(open_page, server):
    page = open_page(server + "about/index.html")
    asked = "() => performance.getEntriesByType('resource').map((one) => one.name)"
    # Whatever a page loads by itself is there when its last small request, that for the settings, was answered.
    page.wait_for_function("performance.getEntriesByName(new URL('../search/search_index.json', location)).length")
    assert not [name for name in page.evaluate(asked) if "documents.js" in name]
    page.keyboard.press("/")
    assert ask(page, "retraction").endswith("glossary.html#term-retraction")
    excerpts = page.locator(".md-search-result__article").all_inner_texts()
    assert len(excerpts) > 3
    assert [text for text in excerpts if " ." in text or " ," in text] == []


def test_a_question_with_the_signs_of_the_search_is_asked_as_it_is(open_page, server):
    page = open_page(server + "index.html")
    page.keyboard.press("/")
    assert "#ref-" not in ask(page, '"nanoparticle tracking"')
    assert ask(page, "+ceramide -glossary").count("#") == 1
    page.fill(INPUT, "qqqqqqqq")
    page.locator(INPUT).press("End")
    page.locator(".md-search-result__meta", has_text="No matching documents").wait_for()
