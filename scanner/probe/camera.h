#ifndef LARES_PROBE_CAMERA_H
#define LARES_PROBE_CAMERA_H

#include "common/media.h"

/*
 * "Maker Model" as people say it: blanks and the firm's form ("CORPORATION",
 * "Co., Ltd.") gone, the maker left out where the model begins with it. Either
 * may be "". out is "" if both are.
 */
void	camera_name(const char *maker, const char *model,
	    char out[MEDIA_TEXT_BYTES]);

#endif
