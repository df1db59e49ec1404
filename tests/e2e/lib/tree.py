"""Whether a tree is sound: ids once, parents and counts true, pages that add
up."""

from . import upnp


class Changed(Exception):
    """The tree became another while it was walked."""


def walk(device, wrong):
    """As sound_tree(), which says what is wrong."""
    seen, beneath = {}, {}
    update_id = device.browse("0", count=1).update_id

    def browse(object_id, **kw):
        try:
            page = device.browse(object_id, **kw)
        except upnp.UpnpError as e:
            if device.browse("0", count=1).update_id != update_id:
                raise Changed from e
            raise
        if page.update_id != update_id:
            raise Changed
        return page

    def equal(got, wanted, what):
        if got != wanted:
            wrong.append(f"{what}: {got!r}, not {wanted!r}")

    def visit(parent, path):
        page = browse(parent)
        equal(page.total, page.returned, f"TotalMatches of {path}")
        below = []
        for o in page.objects:
            equal(seen.get(o.id), None, f"id {o.id} twice, at {path}")
            equal(o.parent, parent, f"parentID of {o} at {path}")
            seen[o.id] = o
            below.append(o)
            if o.is_container:
                equal(browse(o.id, count=1).total, int(o.child_count),
                      f"childCount of {o} at {path}")
                below += visit(o.id, f"{path}/{o.title}")
        beneath[parent] = below
        return below
    visit("0", "")
    return seen, beneath


def sound_tree(t, device):
    """Every object once; (objects, {container: [ids beneath]}). Of one state of
    the library: what was walked while it changed is walked again."""
    while True:
        wrong = []
        try:
            tree = walk(device, wrong)
        except Changed:
            continue
        t.check(not wrong, f"the tree: {wrong[:20]}")
        return tree


def same_as_alone(t, device, seen):
    for o in seen.values():
        m = device.metadata(o.id)
        t.equal(upnp.ET.tostring(m.element), upnp.ET.tostring(o.element),
                f"metadata of {o.id}, against it as a child")


def pages(t, device, seen):
    for o in seen.values():
        if not o.is_container:
            continue
        whole = [c.id for c in device.children(o.id)]
        for size in (1, 4, 7) if len(whole) < 30 else (7, 50):
            got = []
            for start in range(0, len(whole) + 1, size):
                got += [c.id for c in device.browse(
                    o.id, start=start, count=size).objects]
            t.equal(got, whole, f"pages of {size} of {o}")
