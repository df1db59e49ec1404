/*
 * The names of what we name ourselves, by language. Pure.
 */
#include <stdio.h>
#include <string.h>

#include "common/num.h"
#include "server/upnp/language.h"
#include "server/upnp/object_id.h"

static const char *const strings[CONFIG_LANGUAGES][LANGUAGE_STRINGS] = {
[CONFIG_GERMAN] = {
	[LANGUAGE_GROUP_MUSIC] = "Musik",
	[LANGUAGE_GROUP_VIDEO] = "Video",
	[LANGUAGE_GROUP_PICTURES] = "Bilder",
	[LANGUAGE_MUSIC_ALL] = "Alle Titel",
	[LANGUAGE_ARTISTS] = "Künstler",
	[LANGUAGE_ALBUM_ARTISTS] = "Album-Künstler",
	[LANGUAGE_ALBUMS] = "Alben",
	[LANGUAGE_GENRES] = "Genres",
	[LANGUAGE_COMPOSERS] = "Komponisten",
	[LANGUAGE_YEARS] = "Jahre",
	[LANGUAGE_RECENT] = "Zuletzt hinzugefügt",
	[LANGUAGE_FOLDERS] = "Ordner",
	[LANGUAGE_VIDEO_ALL] = "Alle Videos",
	[LANGUAGE_MOVIES] = "Filme",
	[LANGUAGE_SERIES] = "Serien",
	[LANGUAGE_PICTURES_ALL] = "Alle Bilder",
	[LANGUAGE_DATES] = "Datum",
	[LANGUAGE_CAMERAS] = "Kameras",
	[LANGUAGE_RATINGS] = "Bewertungen",
	[LANGUAGE_PLAYLISTS] = "Wiedergabelisten",
	[LANGUAGE_VARIOUS] = "Verschiedene Interpreten",
	[LANGUAGE_SEASON] = "Staffel #",
	[LANGUAGE_SPECIALS] = "Extras",
	[LANGUAGE_CONTINUE] = "Weiter",
	[LANGUAGE_ASK] = "Um Einlass bitten",
	[LANGUAGE_MONTHS] =
	    "Januar #", "Februar #", "März #", "April #", "Mai #", "Juni #",
	    "Juli #", "August #", "September #", "Oktober #", "November #",
	    "Dezember #",
},
[CONFIG_FRENCH] = {
	[LANGUAGE_GROUP_MUSIC] = "Musique",
	[LANGUAGE_GROUP_VIDEO] = "Vidéo",
	[LANGUAGE_GROUP_PICTURES] = "Images",
	[LANGUAGE_MUSIC_ALL] = "Tous les morceaux",
	[LANGUAGE_ARTISTS] = "Artistes",
	[LANGUAGE_ALBUM_ARTISTS] = "Artistes de l’album",
	[LANGUAGE_ALBUMS] = "Albums",
	[LANGUAGE_GENRES] = "Genres",
	[LANGUAGE_COMPOSERS] = "Compositeurs",
	[LANGUAGE_YEARS] = "Années",
	[LANGUAGE_RECENT] = "Ajouts récents",
	[LANGUAGE_FOLDERS] = "Dossiers",
	[LANGUAGE_VIDEO_ALL] = "Toutes les vidéos",
	[LANGUAGE_MOVIES] = "Films",
	[LANGUAGE_SERIES] = "Séries",
	[LANGUAGE_PICTURES_ALL] = "Toutes les images",
	[LANGUAGE_DATES] = "Dates",
	[LANGUAGE_CAMERAS] = "Appareils photo",
	[LANGUAGE_RATINGS] = "Notes",
	[LANGUAGE_PLAYLISTS] = "Listes de lecture",
	[LANGUAGE_VARIOUS] = "Artistes divers",
	[LANGUAGE_SEASON] = "Saison #",
	[LANGUAGE_SPECIALS] = "Épisodes spéciaux",
	[LANGUAGE_CONTINUE] = "Reprendre",
	[LANGUAGE_ASK] = "Demander l’accès",
	[LANGUAGE_MONTHS] =
	    "janvier #", "février #", "mars #", "avril #", "mai #", "juin #",
	    "juillet #", "août #", "septembre #", "octobre #", "novembre #",
	    "décembre #",
},
[CONFIG_SPANISH] = {
	[LANGUAGE_GROUP_MUSIC] = "Música",
	[LANGUAGE_GROUP_VIDEO] = "Vídeo",
	[LANGUAGE_GROUP_PICTURES] = "Imágenes",
	[LANGUAGE_MUSIC_ALL] = "Toda la música",
	[LANGUAGE_ARTISTS] = "Artistas",
	[LANGUAGE_ALBUM_ARTISTS] = "Artistas del álbum",
	[LANGUAGE_ALBUMS] = "Álbumes",
	[LANGUAGE_GENRES] = "Géneros",
	[LANGUAGE_COMPOSERS] = "Compositores",
	[LANGUAGE_YEARS] = "Años",
	[LANGUAGE_RECENT] = "Añadidos recientemente",
	[LANGUAGE_FOLDERS] = "Carpetas",
	[LANGUAGE_VIDEO_ALL] = "Todos los vídeos",
	[LANGUAGE_MOVIES] = "Películas",
	[LANGUAGE_SERIES] = "Series",
	[LANGUAGE_PICTURES_ALL] = "Todas las imágenes",
	[LANGUAGE_DATES] = "Fechas",
	[LANGUAGE_CAMERAS] = "Cámaras",
	[LANGUAGE_RATINGS] = "Valoraciones",
	[LANGUAGE_PLAYLISTS] = "Listas de reproducción",
	[LANGUAGE_VARIOUS] = "Varios artistas",
	[LANGUAGE_SEASON] = "Temporada #",
	[LANGUAGE_SPECIALS] = "Especiales",
	[LANGUAGE_CONTINUE] = "Continuar",
	[LANGUAGE_ASK] = "Pedir acceso",
	[LANGUAGE_MONTHS] =
	    "enero #", "febrero #", "marzo #", "abril #", "mayo #",
	    "junio #", "julio #", "agosto #", "septiembre #", "octubre #",
	    "noviembre #", "diciembre #",
},
[CONFIG_ITALIAN] = {
	[LANGUAGE_GROUP_MUSIC] = "Musica",
	[LANGUAGE_GROUP_VIDEO] = "Video",
	[LANGUAGE_GROUP_PICTURES] = "Immagini",
	[LANGUAGE_MUSIC_ALL] = "Tutta la musica",
	[LANGUAGE_ARTISTS] = "Artisti",
	[LANGUAGE_ALBUM_ARTISTS] = "Artisti dell’album",
	[LANGUAGE_ALBUMS] = "Album",
	[LANGUAGE_GENRES] = "Generi",
	[LANGUAGE_COMPOSERS] = "Compositori",
	[LANGUAGE_YEARS] = "Anni",
	[LANGUAGE_RECENT] = "Aggiunti di recente",
	[LANGUAGE_FOLDERS] = "Cartelle",
	[LANGUAGE_VIDEO_ALL] = "Tutti i video",
	[LANGUAGE_MOVIES] = "Film",
	[LANGUAGE_SERIES] = "Serie TV",
	[LANGUAGE_PICTURES_ALL] = "Tutte le immagini",
	[LANGUAGE_DATES] = "Date",
	[LANGUAGE_CAMERAS] = "Fotocamere",
	[LANGUAGE_RATINGS] = "Valutazioni",
	[LANGUAGE_PLAYLISTS] = "Playlist",
	[LANGUAGE_VARIOUS] = "Artisti vari",
	[LANGUAGE_SEASON] = "Stagione #",
	[LANGUAGE_SPECIALS] = "Speciali",
	[LANGUAGE_CONTINUE] = "Riprendi",
	[LANGUAGE_ASK] = "Chiedere l’accesso",
	[LANGUAGE_MONTHS] =
	    "gennaio #", "febbraio #", "marzo #", "aprile #", "maggio #",
	    "giugno #", "luglio #", "agosto #", "settembre #", "ottobre #",
	    "novembre #", "dicembre #",
},
[CONFIG_DUTCH] = {
	[LANGUAGE_GROUP_MUSIC] = "Muziek",
	[LANGUAGE_GROUP_VIDEO] = "Video",
	[LANGUAGE_GROUP_PICTURES] = "Afbeeldingen",
	[LANGUAGE_MUSIC_ALL] = "Alle muziek",
	[LANGUAGE_ARTISTS] = "Artiesten",
	[LANGUAGE_ALBUM_ARTISTS] = "Albumartiesten",
	[LANGUAGE_ALBUMS] = "Albums",
	[LANGUAGE_GENRES] = "Genres",
	[LANGUAGE_COMPOSERS] = "Componisten",
	[LANGUAGE_YEARS] = "Jaren",
	[LANGUAGE_RECENT] = "Onlangs toegevoegd",
	[LANGUAGE_FOLDERS] = "Mappen",
	[LANGUAGE_VIDEO_ALL] = "Alle video’s",
	[LANGUAGE_MOVIES] = "Films",
	[LANGUAGE_SERIES] = "Series",
	[LANGUAGE_PICTURES_ALL] = "Alle afbeeldingen",
	[LANGUAGE_DATES] = "Datums",
	[LANGUAGE_CAMERAS] = "Camera’s",
	[LANGUAGE_RATINGS] = "Beoordelingen",
	[LANGUAGE_PLAYLISTS] = "Afspeellijsten",
	[LANGUAGE_VARIOUS] = "Diverse artiesten",
	[LANGUAGE_SEASON] = "Seizoen #",
	[LANGUAGE_SPECIALS] = "Specials",
	[LANGUAGE_CONTINUE] = "Verdergaan",
	[LANGUAGE_ASK] = "Toegang vragen",
	[LANGUAGE_MONTHS] =
	    "januari #", "februari #", "maart #", "april #", "mei #",
	    "juni #", "juli #", "augustus #", "september #", "oktober #",
	    "november #", "december #",
},
[CONFIG_POLISH] = {
	[LANGUAGE_GROUP_MUSIC] = "Muzyka",
	[LANGUAGE_GROUP_VIDEO] = "Wideo",
	[LANGUAGE_GROUP_PICTURES] = "Zdjęcia",
	[LANGUAGE_MUSIC_ALL] = "Cała muzyka",
	[LANGUAGE_ARTISTS] = "Wykonawcy",
	[LANGUAGE_ALBUM_ARTISTS] = "Wykonawcy albumów",
	[LANGUAGE_ALBUMS] = "Albumy",
	[LANGUAGE_GENRES] = "Gatunki",
	[LANGUAGE_COMPOSERS] = "Kompozytorzy",
	[LANGUAGE_YEARS] = "Lata",
	[LANGUAGE_RECENT] = "Ostatnio dodane",
	[LANGUAGE_FOLDERS] = "Foldery",
	[LANGUAGE_VIDEO_ALL] = "Wszystkie filmy",
	[LANGUAGE_MOVIES] = "Filmy fabularne",
	[LANGUAGE_SERIES] = "Seriale",
	[LANGUAGE_PICTURES_ALL] = "Wszystkie zdjęcia",
	[LANGUAGE_DATES] = "Daty",
	[LANGUAGE_CAMERAS] = "Aparaty",
	[LANGUAGE_RATINGS] = "Oceny",
	[LANGUAGE_PLAYLISTS] = "Listy odtwarzania",
	[LANGUAGE_VARIOUS] = "Różni wykonawcy",
	[LANGUAGE_SEASON] = "Sezon #",
	[LANGUAGE_SPECIALS] = "Odcinki specjalne",
	[LANGUAGE_CONTINUE] = "Kontynuuj",
	[LANGUAGE_ASK] = "Poproś o dostęp",
	[LANGUAGE_MONTHS] =
	    "styczeń #", "luty #", "marzec #", "kwiecień #", "maj #",
	    "czerwiec #", "lipiec #", "sierpień #", "wrzesień #",
	    "październik #", "listopad #", "grudzień #",
},
[CONFIG_RUSSIAN] = {
	[LANGUAGE_GROUP_MUSIC] = "Музыка",
	[LANGUAGE_GROUP_VIDEO] = "Видео",
	[LANGUAGE_GROUP_PICTURES] = "Изображения",
	[LANGUAGE_MUSIC_ALL] = "Вся музыка",
	[LANGUAGE_ARTISTS] = "Исполнители",
	[LANGUAGE_ALBUM_ARTISTS] = "Исполнители альбомов",
	[LANGUAGE_ALBUMS] = "Альбомы",
	[LANGUAGE_GENRES] = "Жанры",
	[LANGUAGE_COMPOSERS] = "Композиторы",
	[LANGUAGE_YEARS] = "Годы",
	[LANGUAGE_RECENT] = "Недавно добавленные",
	[LANGUAGE_FOLDERS] = "Папки",
	[LANGUAGE_VIDEO_ALL] = "Все видео",
	[LANGUAGE_MOVIES] = "Фильмы",
	[LANGUAGE_SERIES] = "Сериалы",
	[LANGUAGE_PICTURES_ALL] = "Все изображения",
	[LANGUAGE_DATES] = "Даты",
	[LANGUAGE_CAMERAS] = "Камеры",
	[LANGUAGE_RATINGS] = "Оценки",
	[LANGUAGE_PLAYLISTS] = "Плейлисты",
	[LANGUAGE_VARIOUS] = "Разные исполнители",
	[LANGUAGE_SEASON] = "Сезон #",
	[LANGUAGE_SPECIALS] = "Спецвыпуски",
	[LANGUAGE_CONTINUE] = "Продолжить",
	[LANGUAGE_ASK] = "Запросить доступ",
	[LANGUAGE_MONTHS] =
	    "январь #", "февраль #", "март #", "апрель #", "май #", "июнь #",
	    "июль #", "август #", "сентябрь #", "октябрь #", "ноябрь #",
	    "декабрь #",
},
[CONFIG_JAPANESE] = {
	[LANGUAGE_GROUP_MUSIC] = "ミュージック",
	[LANGUAGE_GROUP_VIDEO] = "ビデオ",
	[LANGUAGE_GROUP_PICTURES] = "画像",
	[LANGUAGE_MUSIC_ALL] = "すべての曲",
	[LANGUAGE_ARTISTS] = "アーティスト",
	[LANGUAGE_ALBUM_ARTISTS] = "アルバムアーティスト",
	[LANGUAGE_ALBUMS] = "アルバム",
	[LANGUAGE_GENRES] = "ジャンル",
	[LANGUAGE_COMPOSERS] = "作曲者",
	[LANGUAGE_YEARS] = "年",
	[LANGUAGE_RECENT] = "最近追加した項目",
	[LANGUAGE_FOLDERS] = "フォルダー",
	[LANGUAGE_VIDEO_ALL] = "すべてのビデオ",
	[LANGUAGE_MOVIES] = "映画",
	[LANGUAGE_SERIES] = "シリーズ",
	[LANGUAGE_PICTURES_ALL] = "すべての画像",
	[LANGUAGE_DATES] = "日付",
	[LANGUAGE_CAMERAS] = "カメラ",
	[LANGUAGE_RATINGS] = "評価",
	[LANGUAGE_PLAYLISTS] = "プレイリスト",
	[LANGUAGE_VARIOUS] = "ヴァリアス・アーティスト",
	[LANGUAGE_SEASON] = "シーズン#",
	[LANGUAGE_SPECIALS] = "スペシャル",
	[LANGUAGE_CONTINUE] = "続きから",
	[LANGUAGE_ASK] = "アクセスの許可を頼む",
	[LANGUAGE_MONTHS] =
	    "#年1月", "#年2月", "#年3月", "#年4月", "#年5月", "#年6月",
	    "#年7月", "#年8月", "#年9月", "#年10月", "#年11月", "#年12月",
},
[CONFIG_CHINESE] = {
	[LANGUAGE_GROUP_MUSIC] = "音乐",
	[LANGUAGE_GROUP_VIDEO] = "视频",
	[LANGUAGE_GROUP_PICTURES] = "图片",
	[LANGUAGE_MUSIC_ALL] = "所有音乐",
	[LANGUAGE_ARTISTS] = "艺术家",
	[LANGUAGE_ALBUM_ARTISTS] = "专辑艺术家",
	[LANGUAGE_ALBUMS] = "专辑",
	[LANGUAGE_GENRES] = "流派",
	[LANGUAGE_COMPOSERS] = "作曲家",
	[LANGUAGE_YEARS] = "年份",
	[LANGUAGE_RECENT] = "最近添加",
	[LANGUAGE_FOLDERS] = "文件夹",
	[LANGUAGE_VIDEO_ALL] = "所有视频",
	[LANGUAGE_MOVIES] = "电影",
	[LANGUAGE_SERIES] = "剧集",
	[LANGUAGE_PICTURES_ALL] = "所有图片",
	[LANGUAGE_DATES] = "日期",
	[LANGUAGE_CAMERAS] = "相机",
	[LANGUAGE_RATINGS] = "评分",
	[LANGUAGE_PLAYLISTS] = "播放列表",
	[LANGUAGE_VARIOUS] = "群星",
	[LANGUAGE_SEASON] = "第#季",
	[LANGUAGE_SPECIALS] = "特别篇",
	[LANGUAGE_CONTINUE] = "继续播放",
	[LANGUAGE_ASK] = "请求允许访问",
	[LANGUAGE_MONTHS] =
	    "#年1月", "#年2月", "#年3月", "#年4月", "#年5月", "#年6月",
	    "#年7月", "#年8月", "#年9月", "#年10月", "#年11月", "#年12月",
},
};

/* By enum view; a view that is not here has no name of its own. */
static const enum language_string views[VIEW_IDS] = {
	[VIEW_MUSIC_ALL] = LANGUAGE_MUSIC_ALL,
	[VIEW_MUSIC_ARTISTS] = LANGUAGE_ARTISTS,
	[VIEW_MUSIC_ALBUM_ARTISTS] = LANGUAGE_ALBUM_ARTISTS,
	[VIEW_MUSIC_ALBUMS] = LANGUAGE_ALBUMS,
	[VIEW_MUSIC_GENRES] = LANGUAGE_GENRES,
	[VIEW_MUSIC_COMPOSERS] = LANGUAGE_COMPOSERS,
	[VIEW_MUSIC_YEARS] = LANGUAGE_YEARS,
	[VIEW_MUSIC_RECENT] = LANGUAGE_RECENT,
	[VIEW_MUSIC_FOLDERS] = LANGUAGE_FOLDERS,
	[VIEW_VIDEO_ALL] = LANGUAGE_VIDEO_ALL,
	[VIEW_VIDEO_MOVIES] = LANGUAGE_MOVIES,
	[VIEW_VIDEO_SERIES] = LANGUAGE_SERIES,
	[VIEW_VIDEO_GENRES] = LANGUAGE_GENRES,
	[VIEW_VIDEO_YEARS] = LANGUAGE_YEARS,
	[VIEW_VIDEO_RECENT] = LANGUAGE_RECENT,
	[VIEW_VIDEO_FOLDERS] = LANGUAGE_FOLDERS,
	[VIEW_PICTURES_ALL] = LANGUAGE_PICTURES_ALL,
	[VIEW_PICTURES_DATES] = LANGUAGE_DATES,
	[VIEW_PICTURES_CAMERAS] = LANGUAGE_CAMERAS,
	[VIEW_PICTURES_RATINGS] = LANGUAGE_RATINGS,
	[VIEW_PICTURES_RECENT] = LANGUAGE_RECENT,
	[VIEW_PICTURES_FOLDERS] = LANGUAGE_FOLDERS,
	[VIEW_PLAYLISTS] = LANGUAGE_PLAYLISTS,
	[VIEW_FOLDERS] = LANGUAGE_FOLDERS,
	[VIEW_CONTINUE] = LANGUAGE_CONTINUE,
};

const char *
language_string(enum config_language language, enum language_string string)
{
	return strings[language][string];
}

const char *
language_group(enum config_language language, enum media_kind kind)
{
	static const enum language_string groups[MEDIA_KINDS] = {
		[MEDIA_AUDIO] = LANGUAGE_GROUP_MUSIC,
		[MEDIA_VIDEO] = LANGUAGE_GROUP_VIDEO,
		[MEDIA_PICTURE] = LANGUAGE_GROUP_PICTURES,
	};

	return language == CONFIG_ENGLISH ? object_group_of(kind)->title :
	    strings[language][groups[kind]];
}

const char *
language_view(enum config_language language, enum view view)
{
	return language == CONFIG_ENGLISH ? view_of(view)->title :
	    strings[language][views[view]];
}

/* ---- containers ----------------------------------------------------------- */

/* The string with the number in it. */
static const char *
with_number(const char *string, const char *number, size_t len,
    char out[LANGUAGE_TITLE_BYTES])
{
	const size_t before = strcspn(string, "#");

	snprintf(out, LANGUAGE_TITLE_BYTES, "%.*s%.*s%s", (int)before, string,
	    (int)len, number, string + before + 1);
	return out;
}

static const char *
season(const char *const *s, const struct catalog_object *row,
    char out[LANGUAGE_TITLE_BYTES])
{
	static const char prefix[] = "season ";
	const char *number = row->key + sizeof(prefix) - 1;

	if (strcmp(row->key, "specials") == 0)
		return s[LANGUAGE_SPECIALS];
	if (strncmp(row->key, prefix, sizeof(prefix) - 1) != 0)
		return row->title;
	return with_number(s[LANGUAGE_SEASON], number, strlen(number), out);
}

/* "2024-05" */
static const char *
month(const char *const *s, const struct catalog_object *row,
    char out[LANGUAGE_TITLE_BYTES])
{
	uint64_t n;

	if (strlen(row->key) != 7 ||
	    num_parse_len(row->key + 5, 2, 12, &n) == -1 || n == 0)
		return row->title;
	return with_number(s[LANGUAGE_MONTHS + n - 1], row->key, 4, out);
}

const char *
language_title(enum config_language language, const struct catalog_object *row,
    char out[LANGUAGE_TITLE_BYTES])
{
	const char *const *s = strings[language];

	if (language == CONFIG_ENGLISH)
		return row->title;
	if (row->view == VIEW_VIDEO_SERIES && row->level == 2)
		return season(s, row, out);
	if (row->view == VIEW_PICTURES_DATES && row->level == 2)
		return month(s, row, out);
	if (((row->view == VIEW_MUSIC_ALBUM_ARTISTS && row->level == 1) ||
	    (row->view == VIEW_MUSIC_GENRES && row->level == 2)) &&
	    strcmp(row->key, "various artists") == 0)
		return s[LANGUAGE_VARIOUS];
	return row->title;
}
