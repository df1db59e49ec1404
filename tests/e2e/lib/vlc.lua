-- Drives VLC as a viewer does: finds the server by its name among what is
-- discovered, opens folders, plays what is in them, seeks. Says what it saw as
-- lines of words; the test judges. LARES_NAME is the server's name, LARES_Films
-- the URL of what is in the folder Films, and so on; LARES_SEEN is a file that
-- is there when somebody has seen the subtitle.

local TRIES, STEP = 600, 100000 -- a minute, in microseconds
local AGAIN = 100 -- steps

local function await(predicate)
	for _ = 1, TRIES do
		local value = predicate()
		if value then
			return value
		end
		vlc.misc.mwait(vlc.misc.mdate() + STEP)
	end
end

-- The node of that name that is nearest to the root.
local function find(root, name)
	local level = { root }
	while #level > 0 do
		local beneath = {}
		for _, node in ipairs(level) do
			if node.name == name then
				return node
			end
			for _, child in ipairs(node.children or {}) do
				beneath[#beneath + 1] = child
			end
		end
		level = beneath
	end
end

local function say(...)
	print(table.concat({ ... }, "\t"))
	io.stdout:flush()
end

-- Opens a node of the tree, as a click on it does, and another one if nothing
-- comes of it; the names it then holds.
local function open(name)
	local node = await(function()
		return find(vlc.playlist.get("root"), name)
	end)
	if not node then
		say("missing", name)
		return
	end
	local asked = 0
	local names = await(function()
		local now = find(vlc.playlist.get("root"), name)
		if now and asked % AGAIN == 0 then
			vlc.playlist.gotoitem(now.id)
		end
		asked = asked + 1
		if not now or not now.children or #now.children == 0 then
			return nil
		end
		local list = {}
		for _, child in ipairs(now.children) do
			list[#list + 1] = child.name
		end
		return list
	end)
	say("opened", name, table.concat(names or {}, "|"))
end

local function stats()
	local item = vlc.input.item()
	return item and item:uri() or "", item and item:stats() or {}
end

-- Waits until what is in this folder decodes. By itself VLC goes on through
-- a list, so that something else may play before.
local function plays(name, what)
	local uri, s
	await(function()
		uri, s = stats()
		return uri == os.getenv("LARES_" .. name) and
		    (s[what] or 0) > 0
	end)
	say("decoded", name, uri, what, tostring(s[what] or 0))
end

local function time()
	local input = vlc.object.input()
	return input and vlc.var.get(input, "time") or -1
end

local function seek(to)
	-- While it still fills its first buffers VLC may drop a seek.
	local from = time()
	await(function()
		return time() > from + 200000
	end)
	local _, before = stats()
	local seen = before.decoded_video or 0
	vlc.var.set(vlc.object.input(), "time", to)
	await(function()
		local _, now = stats()
		return time() > to and time() < to + 4000000 and
		    now.decoded_video > seen
	end)
	say("sought", tostring(to), tostring(time()))
end

-- Chooses the first track of subtitles, as the menu does, and watches until it
-- is seen. What was said before that moment is not shown.
local function subtitle()
	await(function()
		return time() > 1500000
	end)
	local tracks = await(function()
		local ids = vlc.var.get_list(vlc.object.input(), "spu-es")
		return ids[2] and ids
	end)
	say("subtitles", tracks and #tracks - 1 or 0)
	if not tracks then
		return
	end
	vlc.var.set(vlc.object.input(), "spu-es", tracks[2])
	await(function()
		local file = io.open(os.getenv("LARES_SEEN"))
		return file and file:close()
	end)
end

open(os.getenv("LARES_NAME"))
open("Folders")
open("Films")
plays("Films", "decoded_video")
plays("Films", "decoded_audio")
seek(15000000)
seek(2000000)
open("Songs")
plays("Songs", "decoded_audio")
open("Photos")
plays("Photos", "decoded_video")
open("Subtitled")
plays("Subtitled", "decoded_video")
subtitle()
say("end")
vlc.misc.quit()
